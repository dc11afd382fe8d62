package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.demarche.verification.Layout;

/**
 * Reads who is named from openings and rows, one after another. Both files are canonical JSON that this portal has just
 * written, so members are found where they have to stand: a parser for any JSON takes longer than the list itself.
 */
final class Signatories implements Closeable {
    private static final byte[] NAME = "{\"name\":\"".getBytes(US_ASCII);
    private static final byte[] INITIALS = "{\"initials\":\"".getBytes(US_ASCII);
    private static final byte[] ROW = ",\"row\":".getBytes(US_ASCII);
    private static final byte[] COUNTRY = "\"country\":\"".getBytes(US_ASCII);
    private static final byte[] DEMANDS = ",\"demands\":[".getBytes(US_ASCII);

    private final Lines openings;
    private final Lines rows;

    /**
     * Somebody who chose to be named.
     *
     * @param row index of their row
     * @param name full name or initials
     * @param country ISO 3166-1 alpha-2, or {@code *}
     * @param demands numbers with a space between
     */
    record Signatory(long row, String name, String country, String demands) {}

    Signatories(Path content) throws IOException {
        openings = new Lines(content.resolve(Layout.OPENINGS));
        rows = new Lines(content.resolve(Layout.ROWS));
    }

    Optional<Signatory> next() throws IOException {
        if (!openings.next()) {
            return Optional.empty();
        }
        int from = openings.startsWith(NAME) ? NAME.length : openings.startsWith(INITIALS) ? INITIALS.length : -1;
        int to = openings.endOfString(from);
        int number = openings.after(ROW, to + 1);
        long row = openings.number(number);
        String name = unescaped(openings.text(from, to));
        while (rows.passed() <= row) {
            if (!rows.next()) {
                throw new IllegalStateException("An opening is for row " + row + ", but there are fewer rows");
            }
        }
        int country = rows.find(COUNTRY);
        int end = rows.endOfString(country);
        int demands = rows.after(DEMANDS, end + 1);
        return Optional.of(new Signatory(
                row,
                name,
                rows.text(country, end),
                rows.text(demands, rows.find(']', demands)).replace(',', ' ')));
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' ? text.charAt(++i) : c);
            if (c == '\\' && "\"\\".indexOf(text.charAt(i)) < 0) {
                // No name has control characters, and nothing else is escaped like that.
                throw new IllegalStateException("An opening has a control character");
            }
        }
        return plain.toString();
    }

    @Override
    public void close() throws IOException {
        try (openings) {
            rows.close();
        }
    }

    /** The lines of a file, each as bytes in place. */
    private static final class Lines implements Closeable {
        private final InputStream in;
        private byte[] buffer = new byte[1 << 16];
        private int filled;
        private int start;
        private int end = -1;
        private long passed;

        Lines(Path file) throws IOException {
            in = Files.newInputStream(file);
        }

        /** How many lines have been read. */
        long passed() {
            return passed;
        }

        /** Goes to the next line; false at the end. */
        boolean next() throws IOException {
            start = end + 1;
            int at = start;
            while (true) {
                while (at < filled && buffer[at] != '\n') {
                    at++;
                }
                if (at < filled) {
                    end = at;
                    passed++;
                    return true;
                }
                int kept = filled - start;
                if (start == 0 && kept == buffer.length) {
                    throw new IllegalStateException("A line is longer than the format allows");
                }
                System.arraycopy(buffer, start, buffer, 0, kept);
                at -= start;
                start = 0;
                filled = kept;
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    end = filled - 1;
                    return false;
                }
                filled += read;
            }
        }

        boolean startsWith(byte[] words) {
            return stands(words, start);
        }

        /** Where the words end that have to stand at a place of the line. */
        int after(byte[] words, int at) {
            return must(stands(words, start + at) ? at + words.length : -1);
        }

        /** Where the words end at their first place in the line. */
        int find(byte[] words) {
            for (int at = start; at < end; at++) {
                if (stands(words, at)) {
                    return at - start + words.length;
                }
            }
            return must(-1);
        }

        int find(char sought, int from) {
            for (int at = start + from; at < end; at++) {
                if (buffer[at] == sought) {
                    return at - start;
                }
            }
            return must(-1);
        }

        /** Where the string ends that begins at a place of the line. */
        int endOfString(int from) {
            for (int at = start + must(from); at < end; at++) {
                if (buffer[at] == '\\') {
                    at++;
                } else if (buffer[at] == '"') {
                    return at - start;
                }
            }
            return must(-1);
        }

        long number(int from) {
            long number = 0;
            for (int at = start + from; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
                number = 10 * number + buffer[at] - '0';
            }
            return number;
        }

        String text(int from, int to) {
            return new String(buffer, start + from, to - from, UTF_8);
        }

        private boolean stands(byte[] words, int at) {
            return at + words.length <= end && Arrays.equals(buffer, at, at + words.length, words, 0, words.length);
        }

        private int must(int place) {
            if (place < 0) {
                throw new IllegalStateException("Line " + passed + " of rows or openings is not as it was written");
            }
            return place;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
