package org.demarche.submission.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.demarche.signature.Visibility;
import org.demarche.vault.Sealed;
import org.demarche.verification.Leaf;

/**
 * A row on its way to its place: what is published of it, and what is needed once its place is known.
 *
 * @param leaf its leaf hash, 32 bytes
 * @param row its canonical JSON in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record Spooled(
        byte[] leaf,
        byte[] row,
        Cell cell,
        List<Integer> demands,
        Visibility visibility,
        byte[] commitment,
        Optional<Sealed> identity)
        implements Comparable<Spooled> {
    private static final int LEAF = 32;

    static Spooled of(Entry entry) {
        byte[] row = Row.bytes(entry);
        byte[] commitment = entry.visibility() == Visibility.FULL ? entry.name() : entry.initials();
        return new Spooled(
                Leaf.hash(row),
                row,
                entry.cell(),
                entry.demands().numbers(),
                entry.visibility(),
                commitment,
                entry.identity());
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

    void write(DataOutput out) throws IOException {
        out.write(leaf);
        writeBytes(out, row);
        out.writeUTF(cell.country());
        out.writeUTF(cell.language());
        out.writeUTF(cell.period());
        out.writeByte(demands.size());
        for (int demand : demands) {
            out.writeByte(demand);
        }
        out.writeUTF(visibility.name());
        out.write(commitment);
        out.writeBoolean(identity.isPresent());
        if (identity.isPresent()) {
            out.writeLong(identity.get().dataKey());
            writeBytes(out, identity.get().ciphertext());
        }
    }

    static Spooled read(DataInput in) throws IOException {
        byte[] leaf = readBytes(in, LEAF);
        byte[] row = readBytes(in, in.readInt());
        Cell cell = new Cell(in.readUTF(), in.readUTF(), in.readUTF());
        Integer[] demands = new Integer[in.readByte()];
        for (int i = 0; i < demands.length; i++) {
            demands[i] = (int) in.readByte();
        }
        Visibility visibility = Visibility.valueOf(in.readUTF());
        byte[] commitment = readBytes(in, LEAF);
        Optional<Sealed> identity = in.readBoolean()
                ? Optional.of(new Sealed(in.readLong(), readBytes(in, in.readInt())))
                : Optional.empty();
        return new Spooled(leaf, row, cell, List.of(demands), visibility, commitment, identity);
    }

    private static void writeBytes(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInput in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
