package org.demarche.submission.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Map;
import org.demarche.signature.Visibility;

/** The canonical JSON of what leaves the house of a signature: one line of {@code data/rows.jsonl}. */
final class Row {
    private static final HexFormat HEX = HexFormat.of();

    private Row() {}

    static byte[] bytes(Entry entry) {
        return CanonicalJson.text(Map.of(
                        "country", entry.cell().country(),
                        "demands", entry.demands().numbers(),
                        "initials", HEX.formatHex(entry.initials()),
                        "language", entry.cell().language(),
                        "letter", entry.letter(),
                        "name", HEX.formatHex(entry.name()),
                        "period", entry.cell().period(),
                        "visibility", entry.visibility().name()))
                .getBytes(UTF_8);
    }

    /** Whether an opening goes with the row. */
    static boolean isOpened(Visibility visibility) {
        return visibility != Visibility.COUNTED;
    }
}
