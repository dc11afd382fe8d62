package org.demarche.submission.rows;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Puts rows into the order of their leaf hashes with bounded memory. Hashes are spread evenly, so their first bits sort
 * rows into files of about the same size; each file is then sorted in memory on its own.
 */
final class LeafOrder implements Closeable {
    /** Rows that are in memory at once, about; a few hundred bytes each. */
    private static final int ROWS_IN_MEMORY = 8192;

    /** At most so many files are open at once: two to this power. */
    private static final int MOST_BITS = 9;

    private static final int BUFFER = 16 * 1024;

    /** Takes one row. */
    @FunctionalInterface
    interface Taker {
        void take(Spooled row) throws IOException;
    }

    private final Path folder;
    private final int bits;
    private final CellNumbers cells = new CellNumbers();
    private final List<OutputStream> parts = new ArrayList<>();

    /**
     * @param folder an empty one, for the time being
     * @param expected about how many rows will come
     */
    LeafOrder(Path folder, long expected) throws IOException {
        this.folder = folder;
        this.bits = Math.min(MOST_BITS, bitsFor(expected));
        for (int part = 0; part < 1 << bits; part++) {
            parts.add(new BufferedOutputStream(Files.newOutputStream(file(part)), BUFFER));
        }
    }

    void add(Spooled row) throws IOException {
        parts.get(part(row.leaf())).write(row.bytes(cells));
    }

    /** Hands over all rows, in order. No row may be added afterwards. */
    void forEach(Taker taker) throws IOException {
        close();
        for (int part = 0; part < 1 << bits; part++) {
            for (Spooled row : sorted(part)) {
                taker.take(row);
            }
        }
    }

    private List<Spooled> sorted(int part) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file(part)));
        List<Spooled> rows = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                rows.add(Spooled.read(in, cells));
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("A file of rows is cut short", e);
        }
        Collections.sort(rows);
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (OutputStream part : parts) {
            part.close();
        }
        parts.clear();
    }

    private int part(byte[] leaf) {
        return (((leaf[0] & 0xFF) << 8) | (leaf[1] & 0xFF)) >> (16 - bits);
    }

    private Path file(int part) {
        return folder.resolve(Integer.toString(part));
    }

    private static int bitsFor(long rows) {
        return Long.SIZE - Long.numberOfLeadingZeros(rows / ROWS_IN_MEMORY);
    }
}
