package org.demarche.verification;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.demarche.verification.NamedRows.NamedRow;
import org.demarche.verification.input.CsvRecords;
import org.demarche.verification.input.Defect;

/** Does the list of signatories for people's eyes say, line by line, what the openings prove? */
final class SignatoriesCheck implements Check {

    private static final List<String> HEADER = List.of("row", "name", "country", "demands");

    /** First characters that make a spreadsheet take text for a formula, and their full-width twins. */
    private static final String FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20";

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        if (evidence.requireOpenings().isRedacted()) {
            return "this is the redacted copy: it lists nobody";
        }
        long signatories = 0;
        try (NamedRows rows = evidence.namedRows();
                CsvRecords records = new CsvRecords(evidence.archive(), Layout.SIGNATORIES_CSV)) {
            compare(HEADER, records.next(), records);
            for (NamedRow named = rows.next(); named != null; named = rows.next()) {
                compare(expected(named), records.next(), records);
                signatories++;
            }
            if (records.next() != null) {
                throw new Defect(records.place() + ": names somebody whom no opening names");
            }
        }
        return signatories + " lines of " + Layout.SIGNATORIES_CSV + " say what the openings prove";
    }

    private static List<String> expected(NamedRow named) {
        return List.of(
                Long.toString(named.index()),
                defused(named.opening().text()),
                named.row().cell().country(),
                named.row().demands().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    private static String defused(String text) {
        return FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void compare(List<String> expected, List<String> found, CsvRecords records) throws Defect {
        if (!expected.equals(found)) {
            throw new Defect(
                    records.place() + ": should say " + expected + ", but says " + (found == null ? "nothing" : found));
        }
    }
}
