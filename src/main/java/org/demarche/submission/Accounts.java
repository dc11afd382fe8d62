package org.demarche.submission;

import java.util.Map;
import org.demarche.statistics.Accounting;
import org.demarche.submission.rows.CanonicalJson;

/** The accounting as a package has it. */
final class Accounts {
    private Accounts() {}

    /** Whether nothing is missing, and as many signatures are counted as an edition has rows. */
    static boolean agree(Accounting accounting, long rows) {
        return accounting.balances() && accounting.signatures().counted() == rows;
    }

    /** {@return the manifest's {@code accounting}, in canonical form} */
    static String json(Accounting accounting) {
        Accounting.Attempts attempts = accounting.attempts();
        Accounting.Signatures signatures = accounting.signatures();
        return CanonicalJson.text(Map.of(
                "attempts",
                Map.of(
                        "confirmed", attempts.confirmed(),
                        "duplicate", attempts.duplicate(),
                        "expired", attempts.expired(),
                        "open", attempts.open(),
                        "refused", attempts.refused(),
                        "total", attempts.total()),
                "signatures",
                Map.of(
                        "counted", signatures.counted(),
                        "erased", signatures.erased(),
                        "held", signatures.held(),
                        "struckOut", signatures.struckOut(),
                        "withdrawn", signatures.withdrawn())));
    }
}
