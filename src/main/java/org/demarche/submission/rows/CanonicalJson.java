package org.demarche.submission.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in the canonical form of RFC 8785, of which packages need whole numbers only: members by name in the
 * order of UTF-16 code units, no white space, the fewest escapes.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** {@return the text of a map, collection, string, whole number, boolean or null} */
    public static String text(Object value) {
        StringBuilder json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    /** {@return the same in UTF-8} */
    public static byte[] bytes(Object value) {
        return text(value).getBytes(UTF_8);
    }

    private static void write(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> object) {
            writeObject(json, object);
        } else if (value instanceof Collection<?> array) {
            writeArray(json, array);
        } else if (value instanceof String string) {
            writeString(json, string);
        } else if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            json.append(value);
        } else {
            throw new IllegalArgumentException("No canonical form for a " + value.getClass());
        }
    }

    private static void writeObject(StringBuilder json, Map<?, ?> object) {
        Map<String, Object> sorted = new TreeMap<>();
        object.forEach((name, value) -> sorted.put((String) name, value));
        json.append('{');
        for (Iterator<Map.Entry<String, Object>> members = sorted.entrySet().iterator(); members.hasNext(); ) {
            Map.Entry<String, Object> member = members.next();
            writeString(json, member.getKey());
            write(json.append(':'), member.getValue());
            json.append(members.hasNext() ? "," : "");
        }
        json.append('}');
    }

    private static void writeArray(StringBuilder json, Collection<?> array) {
        json.append('[');
        for (Iterator<?> values = array.iterator(); values.hasNext(); ) {
            write(json, values.next());
            json.append(values.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private static void writeString(StringBuilder json, String string) {
        json.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 0xF, 16));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
