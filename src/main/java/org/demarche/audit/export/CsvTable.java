package org.demarche.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A table for spreadsheets; a list is its parts with a space between. */
final class CsvTable implements Table {
    private final CsvWriter csv;

    CsvTable(OutputStream out, List<String> columns) {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(new OutputStreamWriter(out, UTF_8));
        csv.writeRecord(columns);
    }

    @Override
    public void row(List<?> cells) {
        csv.writeRecord(cells.stream().map(CsvTable::text).toList());
    }

    private static String text(Object cell) {
        if (cell instanceof List<?> parts) {
            return Formula.defused(parts.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return cell instanceof Long number ? Long.toString(number) : Formula.defused((String) cell);
    }

    @Override
    public void close() throws IOException {
        csv.flush();
    }
}
