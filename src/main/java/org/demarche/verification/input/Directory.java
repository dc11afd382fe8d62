package org.demarche.verification.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the structure of a ZIP archive (PKWARE's APPNOTE 6.3) in the narrow form that packages use: every byte of the
 * file belongs to exactly one entry or to the directory at the end, and both headers of an entry say the same. There is
 * no room for a comment, an extra field, encryption, ZIP64, data before, between or after entries, or two readings.
 */
final class Directory {

    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int DESCRIPTOR_SIZE = 16;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;

    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int UTF8_NAME = 1 << 11;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final long ZIP64 = 0xFFFFFFFFL;

    private static final int MAXIMUM_ENTRIES = 64;
    private static final int MAXIMUM_SIZE = 64 * 1024;

    /** Above a mebibyte, what unpacks to more than this many times its size is a bomb: hashes hardly compress. */
    private static final int MAXIMUM_RATIO = 100;

    private static final int UNSUSPICIOUS = 1024 * 1024;

    private final FileChannel file;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private Directory(FileChannel file) {
        this.file = file;
    }

    /** {@return the entries in the order in which they lie in the file} */
    static List<Entry> read(FileChannel file) throws IOException {
        Directory directory = new Directory(file);
        directory.readAll();
        return List.copyOf(directory.entries);
    }

    private void readAll() throws IOException {
        long endOffset = file.size() - END_SIZE;
        ByteBuffer end = endOffset < 0 ? ByteBuffer.allocate(END_SIZE) : bytes(endOffset, END_SIZE);
        if (end.getInt(0) != END_SIGNATURE || end.getShort(20) != 0) {
            throw new Defect("the file does not end like a ZIP archive: it is cut short, or something follows its end");
        }
        int count = unsigned16(end, 10);
        long size = unsigned32(end, 12);
        long offset = unsigned32(end, 16);
        if (end.getInt(4) != 0 || unsigned16(end, 8) != count) {
            throw new Defect("the archive says that it is one of several disks");
        }
        if (count > MAXIMUM_ENTRIES || size > MAXIMUM_SIZE) {
            throw new Defect(
                    "the archive lists " + count + " entries in " + size + " bytes, more than any package has");
        }
        if (offset + size != endOffset) {
            throw new Defect("the archive's directory is said to end at byte " + (offset + size) + " but ends at byte "
                    + endOffset);
        }
        ByteBuffer central = bytes(offset, (int) size);
        long next = 0;
        for (int i = 0; i < count; i++) {
            next = readEntry(central, next);
        }
        if (central.hasRemaining() || next != offset) {
            throw new Defect("the archive has data that belongs to no entry");
        }
    }

    /** Reads one entry's headers. {@return where the next entry has to begin} */
    private long readEntry(ByteBuffer central, long localOffset) throws IOException {
        if (central.remaining() < CENTRAL_SIZE || central.getInt(central.position()) != CENTRAL_SIGNATURE) {
            throw new Defect("the archive's directory is damaged at its entry " + (entries.size() + 1));
        }
        ByteBuffer header = slice(central, CENTRAL_SIZE);
        if (central.remaining() < unsigned16(header, 28)) {
            throw new Defect("the archive's directory is damaged at its entry " + (entries.size() + 1));
        }
        byte[] nameBytes = new byte[unsigned16(header, 28)];
        central.get(nameBytes);
        String name = EntryName.read(nameBytes);
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw new Defect("there are two entries named '" + name + "'");
        }
        checkHeader(name, header);
        long packedSize = unsigned32(header, 20);
        long size = unsigned32(header, 24);
        if (unsigned32(header, 42) != localOffset) {
            throw new Defect("the entry '" + name + "' is said to begin at byte " + unsigned32(header, 42)
                    + ", but the one before it ends at byte " + localOffset);
        }
        long dataOffset = checkLocalHeader(name, nameBytes, header, localOffset);
        entries.add(new Entry(
                name, unsigned16(header, 10) == DEFLATED, unsigned32(header, 16), packedSize, size, dataOffset));
        return checkDescriptor(name, header, dataOffset + packedSize);
    }

    private static void checkHeader(String name, ByteBuffer header) throws Defect {
        int flags = unsigned16(header, 8);
        int method = unsigned16(header, 10);
        long packedSize = unsigned32(header, 20);
        long size = unsigned32(header, 24);
        int fileType = header.getInt(38) >>> 28;
        if ((flags & ~(SIZES_FOLLOW | UTF8_NAME)) != 0) {
            throw new Defect(
                    "the entry '" + name + "' is encrypted or otherwise beyond plain ZIP (flags " + flags + ")");
        }
        if (method != STORED && method != DEFLATED) {
            throw new Defect("the entry '" + name + "' is packed by method " + method + ", which packages do not use");
        }
        if (unsigned16(header, 6) > 20 || packedSize == ZIP64 || size == ZIP64) {
            throw new Defect("the entry '" + name + "' needs ZIP64 or newer, which packages do not use");
        }
        if (header.getInt(30) != 0 || unsigned16(header, 34) != 0) {
            throw new Defect("the entry '" + name + "' carries an extra field or a comment");
        }
        if ((fileType != 0 && fileType != 8) || (header.getInt(38) & 0x10) != 0) {
            throw new Defect("the entry '" + name + "' is a symbolic link, a folder or a device, not a file");
        }
        if (method == STORED && (packedSize != size || (flags & SIZES_FOLLOW) != 0)) {
            throw new Defect("the entry '" + name + "' is stored as it is but names two sizes: " + packedSize + " and "
                    + size + " bytes");
        }
        if (size > UNSUSPICIOUS && size / MAXIMUM_RATIO > packedSize) {
            throw new Defect("the entry '" + name + "' would swell from " + packedSize + " to " + size + " bytes");
        }
    }

    /** {@return where the entry's packed bytes begin} */
    private long checkLocalHeader(String name, byte[] nameBytes, ByteBuffer central, long offset) throws IOException {
        ByteBuffer local = bytes(offset, LOCAL_SIZE + nameBytes.length);
        boolean sizesFollow = (unsigned16(central, 8) & SIZES_FOLLOW) != 0;
        boolean sameStart = local.getInt(0) == LOCAL_SIGNATURE
                && local.slice(4, 10).equals(central.slice(6, 10))
                && unsigned16(local, 26) == nameBytes.length
                && local.getShort(28) == 0
                && local.slice(LOCAL_SIZE, nameBytes.length).equals(ByteBuffer.wrap(nameBytes));
        ByteBuffer sizes = local.slice(14, 12);
        if (!sameStart || !sizes.equals(sizesFollow ? ByteBuffer.allocate(12) : central.slice(16, 12))) {
            throw new Defect("the two headers of the entry '" + name + "' differ");
        }
        return offset + LOCAL_SIZE + nameBytes.length;
    }

    /** {@return where the entry ends} */
    private long checkDescriptor(String name, ByteBuffer central, long offset) throws IOException {
        if ((unsigned16(central, 8) & SIZES_FOLLOW) == 0) {
            return offset;
        }
        ByteBuffer descriptor = bytes(offset, DESCRIPTOR_SIZE);
        if (descriptor.getInt(0) != DESCRIPTOR_SIGNATURE
                || !descriptor.slice(4, 12).equals(central.slice(16, 12))) {
            throw new Defect("the sizes that follow the entry '" + name + "' are not those in the directory");
        }
        return offset + DESCRIPTOR_SIZE;
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                throw new Defect("the archive is cut short at byte " + file.size());
            }
        }
        return buffer.flip();
    }

    private static ByteBuffer slice(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return ByteBuffer.wrap(Arrays.copyOf(bytes, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int unsigned16(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static long unsigned32(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
