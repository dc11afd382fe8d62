package org.demarche.submission.compile;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.rows.CanonicalJson;
import org.demarche.submission.rows.Root;
import org.demarche.submission.rows.TreeHead;
import org.demarche.submission.storage.Durable;

/**
 * The folder in which one edition is made: the content of the package, room for the time being, and a marker for each
 * step whose files are whole and on the disk. Nobody but the server's own user may look into it.
 */
final class Workplace {
    private static final String ROWS = "rows.json";
    private static final String DOCUMENTS = "documents.json";

    private static final HexFormat HEX = HexFormat.of();

    private final Path folder;

    Workplace(Path folder) {
        this.folder = folder;
    }

    Path content() throws IOException {
        return made("content");
    }

    /** An empty folder. */
    Path spool() throws IOException {
        Durable.delete(folder.resolve("spool"));
        return made("spool");
    }

    /** An empty folder for the copies that a run seals: one that was taken over may not have noticed yet. */
    Path draft(long run) throws IOException {
        Durable.delete(folder.resolve(draftName(run)));
        return made(draftName(run));
    }

    static String draftName(long run) {
        return "package-" + run;
    }

    void clear() throws IOException {
        Durable.delete(folder);
    }

    /** The head of the tree with the rows in it, if all their files are there. */
    Optional<TreeHead> rows() throws IOException {
        return marker(ROWS)
                .map(json -> new TreeHead(
                        new Root(
                                HEX.parseHex(json.getString("root")),
                                json.getJsonNumber("size").longValueExact()),
                        json.getJsonArray("peaks").getValuesAs(JsonString::getString).stream()
                                .map(HEX::parseHex)
                                .toList()));
    }

    void completeRows(TreeHead head) throws IOException {
        Durable.delete(folder.resolve("spool"));
        mark(
                ROWS,
                CanonicalJson.bytes(Map.of(
                        "peaks", head.hexPeaks(),
                        "root", head.root().hex(),
                        "size", head.root().size())));
    }

    /** What the documents say of the keys, if they are all there. */
    Optional<SealFacts> documents() throws IOException {
        return marker(DOCUMENTS)
                .map(json -> new SealFacts(
                        json.getString("fingerprint"),
                        json.getString("checkpoint"),
                        SealFacts.Level.valueOf(json.getString("level"))));
    }

    /** They are about to be written anew. */
    void beginDocuments() throws IOException {
        Durable.delete(folder.resolve(DOCUMENTS));
    }

    void completeDocuments(SealFacts seal) throws IOException {
        mark(
                DOCUMENTS,
                CanonicalJson.bytes(Map.of(
                        "checkpoint",
                        seal.checkpoint(),
                        "fingerprint",
                        seal.fingerprint(),
                        "level",
                        seal.level().name())));
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
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    Durable.forceFolder(file);
                } else {
                    Durable.force(file);
                }
            }
        }
        Path draft = folder.resolve(name + ".new");
        Files.write(draft, json);
        Durable.publish(draft, folder.resolve(name));
    }

    private Path made(String name) throws IOException {
        Durable.makeFolder(folder);
        return Files.createDirectories(folder.resolve(name));
    }
}
