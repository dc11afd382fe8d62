package org.demarche.web.upload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields and the file of a form ({@code multipart/form-data}, RFC 7578, as browsers send it by the HTML Standard),
 * read strictly: what is not well-formed is refused, never mended.
 *
 * @param fields values by name, both in the order they came in
 * @param file content of the one file; empty if none was chosen
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it carries what was sent to whoever asked for it.
public record Multipart(Map<String, List<String>> fields, Optional<byte[]> file) {
    private static final int MOST_PARTS = 100;
    private static final int LONGEST_HEAD = 2048;
    private static final int LONGEST_FIELDS = 16 * 1024;
    private static final String CHARSET = "(?:; ?charset=\"?utf-8\"?)?";
    private static final Pattern TYPE = Pattern.compile(
            "multipart/form-data" + CHARSET + "; ?boundary=(\"?)([A-Za-z0-9'()+_,./:=?-]{1,70})\\1" + CHARSET,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DISPOSITION = Pattern.compile(
            "content-disposition: form-data; name=\"([^\"\\r\\n]{1,200})\"(; filename=\"[^\"\\r\\n]*\")?",
            Pattern.CASE_INSENSITIVE);
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    /** What stands between the parts; empty if the type is another one, or has no boundary that could be one. */
    public static Optional<String> boundary(String contentType) {
        Matcher matcher = TYPE.matcher(contentType == null ? "" : contentType);
        return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    /**
     * Reads all parts.
     *
     * @throws IllegalArgumentException if it is not well-formed, or has too many parts, more than one file, or more text
     *     than a form has
     */
    public static Multipart parse(byte[] body, String boundary) {
        byte[] line = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        Reading reading = new Reading();
        int at = begin(body, boundary);
        while (!startsWith(body, at, "--")) {
            require(startsWith(body, at, "\r\n"), "no line break after a boundary");
            int endOfHead = indexOf(body, END_OF_HEAD, at + 2);
            require(endOfHead >= 0 && endOfHead - at <= LONGEST_HEAD, "a part without a head");
            int end = indexOf(body, line, endOfHead + 2);
            require(end >= 0, "a part without an end");
            int begin = endOfHead + END_OF_HEAD.length;
            require(begin <= end, "a part without a body");
            reading.part(text(body, at + 2, endOfHead), body, begin, end);
            at = end + line.length;
        }
        require(at + 4 >= body.length, "something after the end");
        return new Multipart(reading.fields, Optional.ofNullable(reading.file));
    }

    private static int begin(byte[] body, String boundary) {
        require(startsWith(body, 0, "--" + boundary), "no boundary at the beginning");
        return boundary.length() + 2;
    }

    /** What has been read so far. */
    private static final class Reading {
        private final Map<String, List<String>> fields = new LinkedHashMap<>();
        private byte[] file;
        private boolean hasFile;
        private int parts;
        private int length;

        private void part(String head, byte[] body, int begin, int end) {
            require(++parts <= MOST_PARTS, "too many parts");
            Matcher disposition = head.lines()
                    .map(DISPOSITION::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a part without a name"));
            if (disposition.group(2) != null) {
                require(!hasFile, "more than one file");
                hasFile = true;
                // Where none was chosen, browsers send an empty one.
                file = begin == end ? null : Arrays.copyOfRange(body, begin, end);
            } else {
                length += end - begin;
                require(length <= LONGEST_FIELDS, "too much text");
                fields.computeIfAbsent(disposition.group(1), name -> new ArrayList<>())
                        .add(text(body, begin, end));
            }
        }
    }

    private static String text(byte[] body, int begin, int end) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body, begin, end - begin))
                    .toString();
            require(
                    text.chars()
                            .noneMatch(character ->
                                    character == 0x7f || (character < ' ' && "\n\r\t".indexOf(character) < 0)),
                    "control character");
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static boolean startsWith(byte[] body, int at, String text) {
        byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
        if (at + sought.length > body.length) {
            return false;
        }
        for (int i = 0; i < sought.length; i++) {
            if (body[at + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] body, byte[] sought, int from) {
        for (int at = from; at + sought.length <= body.length; at++) {
            int same = 0;
            while (same < sought.length && body[at + same] == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return at;
            }
        }
        return -1;
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
