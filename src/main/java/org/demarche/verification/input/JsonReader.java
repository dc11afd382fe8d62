package org.demarche.verification.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads JSON without white space and with integers alone: what {@link CanonicalJson} allows, before the order of keys
 * and the choice of escapes are compared.
 */
final class JsonReader {

    private static final int DEEPEST = 16;

    /** The greatest integer that every JSON reader keeps: 2^53 - 1. */
    private static final long GREATEST = 9_007_199_254_740_991L;

    private final String text;
    private int position;

    JsonReader(String text) {
        this.text = text;
    }

    Object read() throws Defect {
        Object value = value(0);
        if (position < text.length()) {
            throw unexpected();
        }
        return value;
    }

    private Object value(int depth) throws Defect {
        if (depth > DEEPEST) {
            throw new Defect("the JSON is nested deeper than " + DEEPEST + " levels");
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> integer();
        };
    }

    private Map<String, Object> members(int depth) throws Defect {
        Map<String, Object> members = new TreeMap<>();
        expect('{');
        if (skip('}')) {
            return members;
        }
        do {
            String key = string();
            expect(':');
            if (members.containsKey(key)) {
                throw new Defect("the JSON has the key '" + key + "' twice");
            }
            members.put(key, value(depth + 1));
        } while (skip(','));
        expect('}');
        return members;
    }

    private List<Object> elements(int depth) throws Defect {
        List<Object> elements = new ArrayList<>();
        expect('[');
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (skip(','));
        expect(']');
        return elements;
    }

    private String string() throws Defect {
        expect('"');
        int start = position;
        while (peek() != '"' && peek() != '\\' && peek() >= ' ') {
            position++;
        }
        if (peek() == '"') {
            return text.substring(start, position++);
        }
        StringBuilder unescaped = new StringBuilder(text.substring(start, position));
        while (!skip('"')) {
            char c = peek();
            if (c < ' ') {
                throw unexpected();
            }
            position++;
            unescaped.append(c == '\\' ? escaped() : c);
        }
        return unescaped.toString();
    }

    private char escaped() throws Defect {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw new Defect("the JSON has an unknown escape at character " + position);
        };
    }

    /** Only control characters are escaped so in canonical form: {@code \}{@code u001f} and below. */
    private char codeUnit() throws Defect {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected();
            }
            unit = unit * 16 + digit;
            position++;
        }
        if (unit >= ' ') {
            throw new Defect("the JSON has a needless escape at character " + position);
        }
        return (char) unit;
    }

    private Long integer() throws Defect {
        int start = position;
        boolean negative = skip('-');
        long value = 0;
        int first = position;
        while (position < text.length() && isDigit(text.charAt(position))) {
            value = value * 10 + text.charAt(position++) - '0';
            if (value > GREATEST) {
                throw new Defect("the JSON has an integer beyond 2^53 - 1 at character " + (start + 1));
            }
        }
        int digits = position - first;
        boolean leadingZero = digits > 0 && text.charAt(first) == '0' && (digits > 1 || negative);
        if (digits == 0 || leadingZero) {
            position = start;
            throw unexpected();
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Object word(String word, Boolean value) throws Defect {
        if (!text.startsWith(word, position)) {
            throw unexpected();
        }
        position += word.length();
        return value;
    }

    private char peek() throws Defect {
        if (position >= text.length()) {
            throw new Defect("the JSON ends too early");
        }
        return text.charAt(position);
    }

    private boolean skip(char c) throws Defect {
        boolean there = peek() == c;
        position += there ? 1 : 0;
        return there;
    }

    private void expect(char c) throws Defect {
        if (!skip(c)) {
            throw unexpected();
        }
    }

    private Defect unexpected() {
        return new Defect("the JSON has something unexpected at character " + (position + 1));
    }
}
