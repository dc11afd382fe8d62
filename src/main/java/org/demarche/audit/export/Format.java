package org.demarche.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a table is written down. */
public enum Format {
    /** RFC 4180, in UTF-8, with a line of names first; what a spreadsheet would run as a formula is defused. */
    CSV("text/csv; charset=utf-8"),
    /** An array of objects, one for each row (RFC 8259). */
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** By its name in addresses and files, such as {@code csv}. */
    public static Optional<Format> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(name))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Begins a table.
     *
     * @param columns their names
     * @return what writes its rows; to close it ends the table and leaves the stream open
     */
    public Table begin(OutputStream out, List<String> columns) throws IOException {
        return this == CSV ? new CsvTable(out, columns) : new JsonTable(out, columns);
    }
}
