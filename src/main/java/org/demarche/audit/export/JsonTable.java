package org.demarche.audit.export;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.util.List;

/** A table for programs. */
final class JsonTable implements Table {
    private final JsonGenerator json;
    private final List<String> columns;

    JsonTable(OutputStream out, List<String> columns) {
        this.columns = List.copyOf(columns);
        json = Json.createGenerator(out);
        json.writeStartArray();
    }

    @Override
    public void row(List<?> cells) {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            write(columns.get(i), cells.get(i));
        }
        json.writeEnd();
    }

    private void write(String name, Object cell) {
        if (cell instanceof List<?> parts) {
            json.writeStartArray(name);
            parts.forEach(part -> json.write((String) part));
            json.writeEnd();
        } else if (cell instanceof Long number) {
            json.write(name, number);
        } else {
            json.write(name, (String) cell);
        }
    }

    /** The stream stays open: its owner ends it. */
    @Override
    public void close() {
        json.writeEnd();
        json.flush();
    }
}
