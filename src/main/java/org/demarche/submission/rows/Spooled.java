package org.demarche.submission.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.vault.Sealed;
import org.demarche.verification.Leaf;

/**
 * An entry on its way to its place. On the disk it takes a third of the room that its row would, for most of a row is
 * hexadecimal or is said again and again.
 *
 * @param leaf the hash of its row, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by its leaf.
record Spooled(byte[] leaf, Entry entry) implements Comparable<Spooled> {
    private static final int HASH = 32;

    /** What every entry takes: leaf, cell, letter, demands, visibility, two commitments, and whether more follows. */
    private static final int FIXED = HASH + 3 * Integer.BYTES + Byte.BYTES + 2 * HASH + Byte.BYTES;

    private static final List<Visibility> VISIBILITIES = List.of(Visibility.values());

    static Spooled of(Entry entry) {
        return new Spooled(Leaf.hash(entry.line()), entry);
    }

    @Override
    public int compareTo(Spooled other) {
        return Arrays.compareUnsigned(leaf, other.leaf);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spooled spooled && Arrays.equals(leaf, spooled.leaf);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(leaf);
    }

    /** As {@link #read} takes it again. */
    byte[] bytes(CellNumbers cells) {
        Optional<Sealed> identity = entry.identity();
        int hidden = identity.map(it -> Long.BYTES + Integer.BYTES + it.ciphertext().length)
                .orElse(0);
        ByteBuffer out = ByteBuffer.allocate(FIXED + hidden)
                .put(leaf)
                .putInt(cells.number(entry.cell()))
                .putInt(entry.letter())
                .putInt(entry.demands().bits())
                .put((byte) VISIBILITIES.indexOf(entry.visibility()))
                .put(entry.name())
                .put(entry.initials())
                .put((byte) (identity.isPresent() ? 1 : 0));
        identity.ifPresent(
                it -> out.putLong(it.dataKey()).putInt(it.ciphertext().length).put(it.ciphertext()));
        return out.array();
    }

    /** @throws java.nio.BufferUnderflowException if the end is missing */
    static Spooled read(ByteBuffer in, CellNumbers cells) {
        byte[] leaf = bytes(in, HASH);
        Entry entry = new Entry(
                cells.cell(in.getInt()),
                in.getInt(),
                Support.ofBits(in.getInt()),
                VISIBILITIES.get(in.get()),
                bytes(in, HASH),
                bytes(in, HASH),
                in.get() == 0 ? Optional.empty() : Optional.of(new Sealed(in.getLong(), bytes(in, in.getInt()))));
        return new Spooled(leaf, entry);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
