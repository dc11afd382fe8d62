package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.config.Settings;

/** Photographs and scans of deliveries: files under random names that the portal's own account alone may read. */
@ApplicationScoped
public class Attachments {
    /** Bytes that one may have. */
    public static final int LARGEST = 10_000_000;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Settings settings;

    protected Attachments() {}

    @Inject
    public Attachments(Settings settings) {
        this.settings = settings;
    }

    /** Keeps a file; it is on the disk before anything refers to it. */
    Attachment keep(Scan scan) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String name = HexFormat.of().formatHex(random);
        try {
            makeFolder();
            Path file = folder().resolve(name);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                restrict(file, "rw-------");
                ByteBuffer bytes = ByteBuffer.wrap(scan.content());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The photograph or scan could not be kept", e);
        }
        return new Attachment(name, scan.mediaType(), sha256(scan.content()));
    }

    /** Nothing refers to it after all. */
    void discard(Attachment attachment) {
        try {
            Files.deleteIfExists(folder().resolve(attachment.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a delivery is shown by.
     *
     * @return its bytes; empty if there is nothing, or not what was recorded
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    public Optional<byte[]> open(Delivery delivery, Actor actor) {
        actor.must(Act.SEE_EDITIONS);
        return delivery.attachment().flatMap(this::read);
    }

    private Optional<byte[]> read(Attachment attachment) {
        Path file = folder().resolve(attachment.name());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file))
                    .filter(bytes -> Arrays.equals(sha256(bytes), attachment.digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        return settings.data().resolve("deliveries");
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder())) {
            Files.createDirectories(folder());
            restrict(folder(), "rwx------");
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
