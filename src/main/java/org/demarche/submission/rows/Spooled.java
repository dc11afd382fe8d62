package org.demarche.submission.rows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.vault.Sealed;
import org.demarche.verification.Leaf;

/**
 * A row on its way to its place: what is published of it, and what is needed once its place is known.
 *
 * @param leaf its leaf hash, 32 bytes
 * @param row its canonical JSON in UTF-8
 * @param opened who stands behind it, if that is to be shown
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record Spooled(byte[] leaf, byte[] row, Optional<Opened> opened) implements Comparable<Spooled> {
    private static final int LEAF = 32;

    /** What follows a row: nothing, or who is shown by initials, or by name. */
    private static final byte CLOSED = 0;

    private static final byte INITIALS = 1;
    private static final byte FULL = 2;

    /**
     * What becomes an opening and a line of the list.
     *
     * @param commitment to what is shown, 32 bytes
     * @param identity what opens it; empty if it has been erased since the freeze
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    record Opened(
            Visibility visibility, String country, Support demands, byte[] commitment, Optional<Sealed> identity) {
        private static final int FIXED = Byte.BYTES + Short.BYTES + Integer.BYTES + LEAF + Byte.BYTES;

        static Opened of(Entry entry) {
            byte[] commitment = entry.visibility() == Visibility.FULL ? entry.name() : entry.initials();
            return new Opened(
                    entry.visibility(), entry.cell().country(), entry.demands(), commitment, entry.identity());
        }

        private int size() {
            return FIXED
                    + identity.map(hidden -> Long.BYTES + Integer.BYTES + hidden.ciphertext().length)
                            .orElse(0);
        }

        private void write(ByteBuffer out) {
            out.put(visibility == Visibility.FULL ? FULL : INITIALS);
            // A country is two letters, or the star of those that are pooled.
            out.put((byte) country.charAt(0)).put((byte) (country.length() > 1 ? country.charAt(1) : 0));
            out.putInt(demands.bits()).put(commitment).put((byte) (identity.isPresent() ? 1 : 0));
            identity.ifPresent(hidden -> out.putLong(hidden.dataKey())
                    .putInt(hidden.ciphertext().length)
                    .put(hidden.ciphertext()));
        }

        private static Opened read(Visibility visibility, ByteBuffer in) {
            char first = (char) in.get();
            char second = (char) in.get();
            String country = second == 0 ? String.valueOf(first) : "" + first + second;
            Support demands = Support.ofBits(in.getInt());
            byte[] commitment = bytes(in, LEAF);
            Optional<Sealed> identity =
                    in.get() == 0 ? Optional.empty() : Optional.of(new Sealed(in.getLong(), bytes(in, in.getInt())));
            return new Opened(visibility, country, demands, commitment, identity);
        }
    }

    static Spooled of(Entry entry) {
        byte[] row = entry.line();
        return new Spooled(
                Leaf.hash(row),
                row,
                Row.isOpened(entry.visibility()) ? Optional.of(Opened.of(entry)) : Optional.empty());
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
    byte[] bytes() {
        int size = LEAF + Integer.BYTES + row.length + opened.map(Opened::size).orElse(Byte.BYTES);
        ByteBuffer out = ByteBuffer.allocate(size).put(leaf).putInt(row.length).put(row);
        opened.ifPresentOrElse(shown -> shown.write(out), () -> out.put(CLOSED));
        return out.array();
    }

    /** @throws java.nio.BufferUnderflowException if the end is missing */
    static Spooled read(ByteBuffer in) {
        byte[] leaf = bytes(in, LEAF);
        byte[] row = bytes(in, in.getInt());
        byte shown = in.get();
        return new Spooled(
                leaf,
                row,
                shown == CLOSED
                        ? Optional.empty()
                        : Optional.of(Opened.read(shown == FULL ? Visibility.FULL : Visibility.INITIALS, in)));
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
