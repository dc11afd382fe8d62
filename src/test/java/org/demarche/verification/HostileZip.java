package org.demarche.verification;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Writes ZIP archives byte by byte, so that they can lie wherever a header can. */
public final class HostileZip {

    final List<Item> items = new ArrayList<>();
    byte[] before = {};
    byte[] beforeDirectory = {};
    byte[] comment = {};
    int claimedEntries = -1;

    /** One entry; every field may be made to lie before the archive is written. */
    static final class Item {

        String name;
        String localName;
        byte[] packed;
        int versionNeeded = 20;
        int flags;
        int method = ZipEntry.DEFLATED;
        long crc;
        long size;
        long packedSize;
        long localSize;
        byte[] extra = {};
        byte[] betweenEntries = {};
        String entryComment = "";
        int externalAttributes;
        long offset = -1;

        Item(String name, byte[] content) {
            this.name = name;
            this.localName = name;
            packed = deflated(content);
            if (name.equals("mimetype")) {
                method = ZipEntry.STORED;
                packed = content;
            }
            CRC32 checksum = new CRC32();
            checksum.update(content);
            crc = checksum.getValue();
            size = content.length;
            localSize = size;
            packedSize = packed.length;
        }
    }

    /** {@return an archive with the entries of another} */
    public static HostileZip of(byte[] archive) {
        HostileZip zip = new HostileZip();
        unpack(archive).forEach((name, content) -> zip.items.add(new Item(name, content)));
        return zip;
    }

    /** {@return the files in an archive, in their order} */
    public static Map<String, byte[]> unpack(byte[] archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    Item item(String name) {
        return items.stream().filter(item -> item.name.equals(name)).findFirst().orElseThrow();
    }

    /** Replaces an entry's content, honestly. */
    public HostileZip replace(String name, byte[] content) {
        items.replaceAll(item -> item.name.equals(name) ? new Item(name, content) : item);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        out.writeBytes(before);
        for (Item item : items) {
            int offset = out.size();
            out.writeBytes(local(item));
            out.writeBytes(item.packed);
            out.writeBytes(item.betweenEntries);
            directory.writeBytes(central(item, item.offset < 0 ? offset : item.offset));
        }
        out.writeBytes(beforeDirectory);
        int offset = out.size();
        out.writeBytes(directory.toByteArray());
        short entries = (short) (claimedEntries < 0 ? items.size() : claimedEntries);
        out.writeBytes(littleEndian(22 + comment.length)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort(entries)
                .putShort(entries)
                .putInt(directory.size())
                .putInt(offset)
                .putShort((short) comment.length)
                .put(comment)
                .array());
        return out.toByteArray();
    }

    private static byte[] local(Item item) {
        byte[] name = item.localName.getBytes(StandardCharsets.UTF_8);
        return littleEndian(30 + name.length + item.extra.length)
                .putInt(0x04034b50)
                .putShort((short) item.versionNeeded)
                .putShort((short) item.flags)
                .putShort((short) item.method)
                .putInt(0x5d778000)
                .putInt((int) item.crc)
                .putInt((int) item.packedSize)
                .putInt((int) item.localSize)
                .putShort((short) name.length)
                .putShort((short) item.extra.length)
                .put(name)
                .put(item.extra)
                .array();
    }

    private static byte[] central(Item item, long offset) {
        byte[] name = item.name.getBytes(StandardCharsets.UTF_8);
        byte[] entryComment = item.entryComment.getBytes(StandardCharsets.UTF_8);
        return littleEndian(46 + name.length + item.extra.length + entryComment.length)
                .putInt(0x02014b50)
                .putShort((short) (3 << 8 | 20))
                .putShort((short) item.versionNeeded)
                .putShort((short) item.flags)
                .putShort((short) item.method)
                .putInt(0x5d778000)
                .putInt((int) item.crc)
                .putInt((int) item.packedSize)
                .putInt((int) item.size)
                .putShort((short) name.length)
                .putShort((short) item.extra.length)
                .putShort((short) entryComment.length)
                .putInt(0)
                .putInt(item.externalAttributes)
                .putInt((int) offset)
                .put(name)
                .put(item.extra)
                .put(entryComment)
                .array();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
