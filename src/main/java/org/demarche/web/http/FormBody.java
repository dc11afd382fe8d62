package org.demarche.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a form or of a query string ({@code application/x-www-form-urlencoded}, WHATWG URL Standard), read
 * strictly: what is not well-formed UTF-8 is refused, never mended, so that nobody signs with a broken name.
 */
final class FormBody {
    private static final int MOST_FIELDS = 100;

    private FormBody() {}

    /**
     * Reads all fields.
     *
     * @return values by name, both in the order they came in
     * @throws IllegalArgumentException for a broken percent-encoding, broken UTF-8, a control character other than line
     *     breaks and tabs, or more than a hundred fields
     */
    static Map<String, List<String>> parse(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (int start = 0; start <= body.length; ) {
            int end = indexOf(body, '&', start, body.length);
            if (end > start) {
                if (++count > MOST_FIELDS) {
                    throw new IllegalArgumentException("too many fields");
                }
                int equals = indexOf(body, '=', start, end);
                String value = equals < end ? decode(body, equals + 1, end, true) : "";
                fields.computeIfAbsent(decode(body, start, equals, true), name -> new ArrayList<>())
                        .add(value);
            }
            start = end + 1;
        }
        return fields;
    }

    /** Whether the percent-encodings of a raw path are whole, and UTF-8 without control characters. */
    static boolean isWellFormedPath(String raw) {
        try {
            byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
            decode(bytes, 0, bytes.length, false);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int indexOf(byte[] bytes, char sought, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != sought) {
            at++;
        }
        return at;
    }

    private static String decode(byte[] bytes, int from, int to, boolean plusIsBlank) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at++) {
            if (bytes[at] == '%') {
                if (at + 2 >= to) {
                    throw new IllegalArgumentException("percent-encoding cut off");
                }
                plain.write(hex(bytes[at + 1]) << 4 | hex(bytes[at + 2]));
                at += 2;
            } else {
                plain.write(bytes[at] == '+' && plusIsBlank ? ' ' : bytes[at]);
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(plain.toByteArray()))
                    .toString();
            if (text.chars().anyMatch(FormBody::isForbidden)) {
                throw new IllegalArgumentException("control character");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static int hex(byte digit) {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw new IllegalArgumentException("not a percent-encoding");
        }
        return value;
    }

    private static boolean isForbidden(int character) {
        return character == 0x7f || (character < ' ' && "\n\r\t".indexOf(character) < 0);
    }
}
