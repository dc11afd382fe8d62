package org.demarche.verification.input;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV file as RFC 4180 defines it, in UTF-8: commas, CR LF after every record, a field in quotes where
 * it needs them, and a quote within quotes doubled.
 */
public final class CsvRecords implements Closeable {

    private static final int BUFFER = 32 * 1024;

    /** Bytes in a record. */
    private static final int LONGEST = 8 * 1024;

    private final String file;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private long number;
    private int length;

    public CsvRecords(Archive archive, String file) throws Defect {
        this.file = file;
        this.in = archive.stream(file);
    }

    /** {@return the fields of the next record, or null after the last one} */
    public List<String> next() throws IOException {
        number++;
        length = 0;
        if (peek() < 0) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        int end = ',';
        while (end == ',') {
            fields.add(field());
            end = read();
        }
        if (end != '\r' || read() != '\n') {
            throw new Defect(place() + ": the record does not end in CR LF");
        }
        return fields;
    }

    /** {@return the file and the record last read, counted from 1, to say where something is} */
    public String place() {
        return file + ", record " + number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private String field() throws IOException {
        field.reset();
        if (peek() == '"') {
            readQuoted();
        } else {
            while (peek() >= 0 && peek() != ',' && peek() != '\r' && peek() != '\n') {
                if (peek() == '"') {
                    throw new Defect(place() + ": a quote within a field that is not in quotes");
                }
                field.write(read());
            }
        }
        return Utf8.decode(field.toByteArray());
    }

    private void readQuoted() throws IOException {
        read();
        while (true) {
            int c = read();
            if (c < 0) {
                throw new Defect(place() + ": the file ends within quotes");
            }
            if (c == '"') {
                if (peek() != '"') {
                    return;
                }
                read();
            }
            field.write(c);
        }
    }

    private int peek() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, BUFFER));
        }
        return limit == 0 ? -1 : buffer[position] & 0xff;
    }

    private int read() throws IOException {
        int c = peek();
        if (c >= 0) {
            position++;
        }
        if (++length > LONGEST) {
            throw new Defect(place() + ": longer than " + LONGEST + " bytes");
        }
        return c;
    }
}
