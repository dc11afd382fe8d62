package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.verification.Layout;

/** Reads who is named from openings and rows, one after another. */
final class Signatories implements Closeable {
    /** Made once: looking for the library at every line would take longer than reading it. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private final BufferedReader openings;
    private final BufferedReader rows;
    private long nextRow;

    Signatories(Path content) throws IOException {
        openings = Files.newBufferedReader(content.resolve(Layout.OPENINGS), UTF_8);
        rows = Files.newBufferedReader(content.resolve(Layout.ROWS), UTF_8);
    }

    Optional<Signatory> next() throws IOException {
        String line = openings.readLine();
        if (line == null) {
            return Optional.empty();
        }
        JsonObject opening = json(line);
        long index = opening.getJsonNumber("row").longValueExact();
        JsonObject row = row(index);
        return Optional.of(new Signatory(
                index,
                opening.getString("name", opening.getString("initials", "")),
                row.getString("country"),
                row.getJsonArray("demands").stream().map(Object::toString).collect(Collectors.joining(" "))));
    }

    private JsonObject row(long index) throws IOException {
        while (nextRow < index) {
            rows.readLine();
            nextRow++;
        }
        nextRow++;
        return json(rows.readLine());
    }

    private static JsonObject json(String line) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() throws IOException {
        try (openings) {
            rows.close();
        }
    }
}
