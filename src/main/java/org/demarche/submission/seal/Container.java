package org.demarche.submission.seal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The ZIP archive of a package, written as narrowly as the format demands: one entry after another, no extra fields, no
 * comments. Hashes are taken of what goes in, so what is sealed is what lies in it; and of the whole, on the way out.
 */
final class Container implements Closeable {
    /** Without ZIP64, sizes have 32 bits. */
    private static final long MOST = 0xFFFF_FFFFL;

    private static final int BUFFER = 64 * 1024;

    private final DigestOutputStream whole;
    private final ZipOutputStream zip;
    private final LocalDateTime time;
    private final Runnable between;

    /**
     * Begins an archive.
     *
     * @param time that all entries have, so that the same content gives the same bytes
     * @param between what is to be run between two pieces of a file
     */
    Container(Path file, Instant time, Runnable between) throws IOException {
        this.between = between;
        this.whole =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), sha256Digest());
        this.zip = new ZipOutputStream(whole);
        this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        // Rows are hashes for the most part, which more effort hardly makes smaller.
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Adds an entry that is not compressed. */
    void addStored(String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = entry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    void add(String name, byte[] content) throws IOException {
        zip.putNextEntry(entry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Adds a file.
     *
     * @return SHA-256 of what was added, 32 bytes
     */
    byte[] add(String name, Path file) throws IOException {
        zip.putNextEntry(entry(name));
        MessageDigest digest = sha256Digest();
        long length;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            length = copy(in);
        }
        zip.closeEntry();
        if (length > MOST) {
            throw new IOException(name + " is larger than a package can hold");
        }
        return digest.digest();
    }

    private long copy(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            zip.write(buffer, 0, read);
            length += read;
            between.run();
        }
        return length;
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        return entry;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** {@return SHA-256 of the archive, 32 bytes, once it is closed} */
    byte[] sha256() {
        return whole.getMessageDigest().digest();
    }

    static boolean isTooLarge(Path file) throws IOException {
        return Files.size(file) > MOST;
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
