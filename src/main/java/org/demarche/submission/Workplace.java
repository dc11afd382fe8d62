package org.demarche.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.submission.rows.CanonicalJson;
import org.demarche.submission.rows.Root;

/**
 * The folder in which one edition is made: the content of the package, room for the time being, and a marker for each
 * step whose files are whole and on the disk. Nobody but the server's own user may look into it.
 */
final class Workplace {
    private static final String ROWS = "rows.json";
    private static final String DOCUMENTS = "documents.json";

    private final Path folder;

    Workplace(Path folder) {
        this.folder = folder;
    }

    Path content() throws IOException {
        return made("content");
    }

    /** An empty folder. */
    Path spool() throws IOException {
        delete(folder.resolve("spool"));
        return made("spool");
    }

    Path draft() throws IOException {
        makePrivate(folder);
        return folder.resolve("package.asice");
    }

    void clear() throws IOException {
        delete(folder);
    }

    /** The root of the rows, if all their files are there. */
    Optional<Root> rows() throws IOException {
        return marker(ROWS)
                .map(json -> new Root(
                        HexFormat.of().parseHex(json.getString("root")),
                        json.getJsonNumber("size").longValueExact()));
    }

    void completeRows(Root root) throws IOException {
        delete(folder.resolve("spool"));
        mark(ROWS, CanonicalJson.bytes(Map.of("root", root.hex(), "size", root.size())));
    }

    boolean hasDocuments() throws IOException {
        return marker(DOCUMENTS).isPresent();
    }

    void completeDocuments() throws IOException {
        mark(DOCUMENTS, "{}".getBytes(UTF_8));
    }

    private Optional<JsonObject> marker(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name));
                JsonReader reader = Json.createReader(in)) {
            return Optional.of(reader.readObject());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The marker must not reach the disk before the files that it speaks for. */
    private void mark(String name, byte[] json) throws IOException {
        try (Stream<Path> files = Files.walk(content())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                force(file);
            }
        }
        Path draft = folder.resolve(name + ".new");
        Files.write(draft, json);
        force(draft);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Waits until a file is on the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private Path made(String name) throws IOException {
        makePrivate(folder);
        return Files.createDirectories(folder.resolve(name));
    }

    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            ownerOnly(folder, "rwx------");
        }
    }

    static void ownerOnly(Path path, String rights) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
