package org.demarche.verification.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a text file, one at a time. Each ends in a line feed, the last one too, and none is empty. */
public final class Lines implements Closeable {

    private static final int BUFFER = 32 * 1024;

    /** Bytes; a row or an opening has a few hundred. */
    private static final int LONGEST = 8 * 1024;

    private final String file;
    private final int longest;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long number;

    public Lines(Archive archive, String file) throws Defect {
        this(archive.stream(file), file, LONGEST);
    }

    /**
     * The lines of any other text.
     *
     * @param file what to call it when something is wrong
     * @param longest bytes in a line; a longer one is a defect
     */
    public Lines(InputStream in, String file, int longest) {
        this.in = in;
        this.file = file;
        this.longest = longest;
    }

    /** {@return the next line without its line feed, or null after the last one} */
    public byte[] next() throws IOException {
        number++;
        byte[] line = new byte[0];
        while (true) {
            if (position == limit && !fill()) {
                if (line.length > 0) {
                    throw new Defect(place() + ": the file ends without a line feed");
                }
                return null;
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            byte[] part = Arrays.copyOfRange(buffer, position, end);
            line = line.length == 0 ? part : concatenated(line, part);
            if (line.length > longest) {
                throw new Defect(place() + ": longer than " + longest + " bytes");
            }
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                if (line.length == 0) {
                    throw new Defect(place() + ": empty");
                }
                return line;
            }
        }
    }

    /** {@return the file and the line last read, counted from 1, to say where something is} */
    public String place() {
        return file + ", line " + number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
