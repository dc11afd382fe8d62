package org.demarche.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.config.Settings;

/**
 * The folder of secrets, apart from the database and its backups: folder 0700, files 0600. A secret is a text file of 64
 * hexadecimal digits, so that it can be printed and typed in again.
 */
@ApplicationScoped
class KeyFolder {
    private static final HexFormat HEX = HexFormat.of();

    private Path folder;

    protected KeyFolder() {}

    @Inject
    KeyFolder(Settings settings) {
        this(settings.keys());
    }

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    boolean has(String name) {
        return Files.isRegularFile(path(name));
    }

    Optional<byte[]> read(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + path(name) + " cannot be read", e);
        }
    }

    /**
     * {@return the 32 bytes of a secret}
     *
     * @throws IllegalStateException if it is missing or something else, naming its file
     */
    byte[] secret(String name) {
        byte[] file = read(name)
                .orElseThrow(() -> new IllegalStateException("The key file " + path(name)
                        + " is missing. Restore it: what was kept under it cannot be read or compared without it."));
        try {
            byte[] secret = HEX.parseHex(new String(file, US_ASCII).strip());
            if (secret.length == AesGcm.KEY_BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without showing any of it.
        }
        throw new IllegalStateException("The key file " + path(name) + " must hold 64 hexadecimal digits.");
    }

    /** Makes a secret that is not there yet, durable before it is used for the first time. */
    void makeSecret(String name) {
        if (!has(name)) {
            write(name, (HEX.formatHex(AesGcm.newKey()) + "\n").getBytes(US_ASCII));
        }
    }

    /** Writes a new key file; readers see it whole or not at all. */
    synchronized void write(String name, byte[] content) {
        try {
            makeFolder();
            Path draft = Files.createTempFile(folder, name, ".new");
            try {
                restrict(draft, "rw-------");
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(content);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(draft, path(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + path(name) + " cannot be written", e);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            restrict(folder, "rwx------");
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
