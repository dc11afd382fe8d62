package org.demarche.verification.input;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON in the one form that RFC 8785 leaves, with integers alone for numbers. A value is a {@code Map<String, ?>}, a
 * {@code List<?>}, a {@code String}, a {@code Long}, a {@code Boolean} or null.
 */
public final class CanonicalJson {

    private static final String ESCAPED = "\b\t\n\f\r\"\\";
    private static final String ESCAPES = "btnfr\"\\";

    /** Characters of a row, so that the builder need not grow. */
    private static final int TYPICAL_LENGTH = 320;

    private CanonicalJson() {}

    /**
     * Reads a value that has to be in canonical form.
     *
     * @throws Defect if the bytes are not JSON, or are not exactly what {@link #write} makes of the value
     */
    public static Object read(byte[] bytes) throws Defect {
        Object value = new JsonReader(Utf8.decode(bytes)).read();
        int difference = Arrays.mismatch(write(value), bytes);
        if (difference >= 0) {
            throw new Defect("the JSON is not in canonical form from byte " + (difference + 1) + " on");
        }
        return value;
    }

    /** {@return the canonical form of a value, in UTF-8} */
    public static byte[] write(Object value) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH);
        append(value, out);
        return Utf8.encode(out.toString());
    }

    private static void append(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> members) {
            append(members, out);
        } else if (value instanceof List<?> elements) {
            append(elements, out);
        } else if (value instanceof String text) {
            append(text, out);
        } else if (value == null || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("Not a JSON value: " + value.getClass());
        }
    }

    private static void append(Map<?, ?> members, StringBuilder out) {
        char before = '{';
        for (Map.Entry<?, ?> member : sorted(members).entrySet()) {
            out.append(before);
            append((String) member.getKey(), out);
            out.append(':');
            append(member.getValue(), out);
            before = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    /** By UTF-16 code units, as strings compare. */
    private static Map<?, ?> sorted(Map<?, ?> members) {
        return members instanceof SortedMap<?, ?> ? members : new TreeMap<>(members);
    }

    private static void append(List<?> elements, StringBuilder out) {
        char before = '[';
        for (Object element : elements) {
            out.append(before);
            append(element, out);
            before = ',';
        }
        out.append(elements.isEmpty() ? "[]" : "]");
    }

    private static void append(String text, StringBuilder out) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i).append(escaped(c));
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private static String escaped(char c) {
        int escape = ESCAPED.indexOf(c);
        return escape >= 0 ? "\\" + ESCAPES.charAt(escape) : String.format(Locale.ROOT, "\\u%04x", (int) c);
    }
}
