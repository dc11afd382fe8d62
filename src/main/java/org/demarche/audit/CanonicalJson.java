package org.demarche.audit;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes JSON in its one canonical form (RFC 8785): keys sorted, no blanks. Values are texts, whole numbers, objects. */
final class CanonicalJson {
    private CanonicalJson() {}

    /** {@return an object of texts} */
    static String of(Map<String, String> texts) {
        SortedMap<String, String> members = new TreeMap<>();
        texts.forEach((key, value) -> members.put(key, quoted(value)));
        return object(members);
    }

    /**
     * {@return an object}
     *
     * @param members each value already in canonical form, sorted by the keys' UTF-16 code units
     */
    static String object(SortedMap<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((key, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append(quoted(key)).append(':').append(value);
        });
        return json.append('}').toString();
    }

    /**
     * {@return a text in quotes}
     *
     * @throws IllegalArgumentException if it is not Unicode: half a surrogate pair
     */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(character -> append(json, character));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, int character) {
        switch (character) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\b' -> json.append("\\b");
            case '\t' -> json.append("\\t");
            case '\n' -> json.append("\\n");
            case '\f' -> json.append("\\f");
            case '\r' -> json.append("\\r");
            default -> {
                if (character < ' ') {
                    json.append(String.format("\\u%04x", character));
                } else if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                    throw new IllegalArgumentException("A text has half a character in it");
                } else {
                    json.appendCodePoint(character);
                }
            }
        }
    }
}
