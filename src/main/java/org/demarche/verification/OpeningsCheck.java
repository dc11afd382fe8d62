package org.demarche.verification;

import java.io.IOException;
import org.demarche.verification.NamedRows.NamedRow;
import org.demarche.verification.input.Defect;

/** Does every signer who chose to be named have an opening that fits the row, and nobody else? */
final class OpeningsCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        evidence.survey();
        if (evidence.isRedacted()) {
            evidence.establishOpenings();
            return "this is the redacted copy: it names nobody";
        }
        long names = 0;
        long initials = 0;
        try (NamedRows rows = new NamedRows(evidence.archive())) {
            for (NamedRow named = rows.next(); named != null; named = rows.next()) {
                boolean full = named.row().visibility() == Visibility.FULL;
                String committed = full ? named.row().name() : named.row().initials();
                String opened = named.opening().commitment();
                if (!opened.equals(committed)) {
                    throw new Defect(rows.place() + ": does not open row " + named.index() + ", which commits to "
                            + committed + "; this gives " + opened);
                }
                names += full ? 1 : 0;
                initials += full ? 0 : 1;
            }
        }
        evidence.establishOpenings();
        return names + " names and " + initials + " initials fit their rows, and nobody else is named";
    }
}
