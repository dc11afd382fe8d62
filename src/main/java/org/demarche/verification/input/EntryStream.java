package org.demarche.verification.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of one entry, unpacked as it is read. Reaching its end proves that it had exactly the size and the CRC
 * that the directory gave, and that no packed byte was left over; anything else is a {@link Defect}.
 */
final class EntryStream extends InputStream {

    private static final int BUFFER = 32 * 1024;

    private final FileChannel file;
    private final Entry entry;
    private final Runnable between;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[BUFFER];
    private long packedRead;
    private long unpacked;

    EntryStream(FileChannel file, Entry entry, Runnable between) {
        this.file = file;
        this.entry = entry;
        this.between = between;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = entry.deflated() ? inflate(target, from, length) : readPacked(target, from, length);
        if (read < 0) {
            checkEnd();
            return -1;
        }
        crc.update(target, from, read);
        unpacked += read;
        if (unpacked > entry.size()) {
            throw new Defect("the entry '" + entry.name() + "' is longer than the " + entry.size()
                    + " bytes that its header says");
        }
        return read;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] target, int from, int length) throws IOException {
        try {
            while (true) {
                int inflated = inflater.inflate(target, from, length);
                if (inflated > 0) {
                    return inflated;
                }
                if (inflater.finished()) {
                    return -1;
                }
                int read = readPacked(packed, 0, BUFFER);
                if (read < 0 || inflater.needsDictionary()) {
                    throw new Defect("the packed data of the entry '" + entry.name() + "' is cut short");
                }
                inflater.setInput(packed, 0, read);
            }
        } catch (DataFormatException damaged) {
            throw new Defect("the packed data of the entry '" + entry.name() + "' is damaged");
        }
    }

    private int readPacked(byte[] target, int from, int length) throws IOException {
        long left = entry.packedSize() - packedRead;
        if (left == 0) {
            return -1;
        }
        ByteBuffer buffer = ByteBuffer.wrap(target, from, (int) Math.min(left, length));
        int read = file.read(buffer, entry.offset() + packedRead);
        if (read < 0) {
            throw new Defect("the archive ends within the entry '" + entry.name() + "'");
        }
        packedRead += read;
        between.run();
        return read;
    }

    private void checkEnd() throws Defect {
        if (packedRead != entry.packedSize() || (entry.deflated() && inflater.getRemaining() != 0)) {
            throw new Defect("the entry '" + entry.name() + "' has packed data after its end");
        }
        if (unpacked != entry.size()) {
            throw new Defect(
                    "the entry '" + entry.name() + "' has " + unpacked + " bytes, but its header says " + entry.size());
        }
        if (crc.getValue() != entry.crc()) {
            throw new Defect(String.format(
                    "the entry '%s' is damaged: its CRC-32 is %08x, but its header says %08x",
                    entry.name(), crc.getValue(), entry.crc()));
        }
    }
}
