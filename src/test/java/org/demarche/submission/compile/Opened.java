package org.demarche.submission.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A package as whoever unzips it sees it, read without the portal's own verifier. */
record Opened(Map<String, byte[]> entries) {
    static Opened of(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return new Opened(entries);
    }

    byte[] bytes(String name) {
        if (!entries.containsKey(name)) {
            throw new AssertionError("There is no " + name + " among " + entries.keySet());
        }
        return entries.get(name);
    }

    String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    JsonObject json(String name) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes(name)))) {
            return reader.readObject();
        }
    }

    JsonObject manifest() {
        return json("data/manifest.json");
    }

    List<String> rows() {
        return text("data/rows.jsonl").lines().toList();
    }
}
