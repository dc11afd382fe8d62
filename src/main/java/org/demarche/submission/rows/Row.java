package org.demarche.submission.rows;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.demarche.signature.Visibility;

/**
 * The canonical JSON of what leaves the house of a signature: one line of {@code data/rows.jsonl}. Millions are written,
 * so it is put together by hand; {@link CanonicalJson} gives the same bytes.
 */
final class Row {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final int USUAL = 384;

    private byte[] json = new byte[USUAL];
    private int length;

    private Row() {}

    static byte[] bytes(Entry entry) {
        Cell cell = entry.cell();
        Row row = new Row();
        row.say("{\"channel\":\"").word(cell.channel());
        row.say("\",\"country\":\"").word(cell.country());
        row.say("\",\"demands\":[").demands(entry.demands().bits());
        row.say("],\"initials\":\"").hex(entry.initials());
        row.say("\",\"language\":\"").word(cell.language());
        row.say("\",\"letter\":").say(Integer.toString(entry.letter()));
        row.say(",\"name\":\"").hex(entry.name());
        row.say("\",\"period\":\"").word(cell.period());
        row.say("\",\"visibility\":\"").say(entry.visibility().name()).say("\"}");
        return Arrays.copyOf(row.json, row.length);
    }

    /** Whether an opening goes with the row. */
    static boolean isOpened(Visibility visibility) {
        return visibility != Visibility.COUNTED;
    }

    private Row say(String ascii) {
        make(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            json[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** A code that stands in a string as it is. */
    private void word(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '*';
            if (!plain) {
                throw new IllegalArgumentException("A row has codes only, not " + code);
            }
        }
        say(code);
    }

    private void demands(int bits) {
        for (int rest = bits; rest != 0; rest &= rest - 1) {
            say(Integer.toString(Integer.numberOfTrailingZeros(rest) + 1)).say((rest & (rest - 1)) == 0 ? "" : ",");
        }
    }

    private void hex(byte[] bytes) {
        make(2 * bytes.length);
        for (byte each : bytes) {
            json[length++] = HEX[(each >> 4) & 0xF];
            json[length++] = HEX[each & 0xF];
        }
    }

    private void make(int room) {
        if (json.length - length < room) {
            json = Arrays.copyOf(json, 2 * json.length + room);
        }
    }
}
