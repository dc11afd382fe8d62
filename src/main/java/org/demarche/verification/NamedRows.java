package org.demarche.verification;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.demarche.verification.input.Archive;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Lines;
import org.demarche.verification.input.Utf8;

/**
 * The rows whose signers chose to be named, each with its opening; for rows that a {@link Survey} has found in order.
 * Walking to the end proves that there is exactly one opening for every such row, and none for any other.
 */
final class NamedRows implements Closeable {

    /** A row, its index from 0, and its opening. */
    record NamedRow(long index, Row row, Opening opening) {}

    /** How the line of a row ends that is not opened: lines are canonical by now, and this is the last of their keys. */
    private static final byte[] COUNTED = Utf8.encode("\"visibility\":\"COUNTED\"}");

    private final Lines rows;
    private final Lines openings;
    private long index = -1;

    NamedRows(Archive archive) throws Defect {
        rows = new Lines(archive, Layout.ROWS);
        openings = new Lines(archive, Layout.OPENINGS);
    }

    /** {@return the next row with an opening, or null after the last one} */
    NamedRow next() throws IOException {
        Row row = nextRow();
        byte[] line = openings.next();
        if (row == null && line == null) {
            return null;
        }
        if (line == null) {
            throw new Defect(Layout.OPENINGS + ": there is no opening for row " + index);
        }
        try {
            Opening opening = Opening.read(line);
            if (row == null || opening.row() != index || opening.shows() != row.visibility()) {
                throw new Defect("opens the " + (opening.shows() == Visibility.FULL ? "name" : "initials") + " of row "
                        + opening.row() + ", but the next row to be opened is "
                        + (row == null ? "none" : index + " (" + row.visibility() + ")"));
            }
            return new NamedRow(index, row, opening);
        } catch (Defect defect) {
            throw defect.in(openings.place());
        }
    }

    /** {@return the file and line of the opening last read} */
    String place() {
        return openings.place();
    }

    @Override
    public void close() throws IOException {
        rows.close();
        openings.close();
    }

    private Row nextRow() throws IOException {
        for (byte[] line = rows.next(); line != null; line = rows.next()) {
            index++;
            int end = Math.max(0, line.length - COUNTED.length);
            if (!Arrays.equals(line, end, line.length, COUNTED, 0, COUNTED.length)) {
                return Row.read(line);
            }
        }
        return null;
    }
}
