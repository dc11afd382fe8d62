package org.demarche.submission.freeze;

import java.util.Map;
import org.demarche.statistics.Accounting;
import org.demarche.submission.rows.CanonicalJson;

/** The accounting as a package has it. */
final class Accounts {
    private Accounts() {}

    /**
     * Whether nothing is missing, and what counts is what was delivered before, less what is gone of it, and what is new.
     *
     * @param delivered rows of all delivered editions
     * @param rows those of the new one
     */
    static boolean agree(Accounting accounting, long delivered, Gone gone, long rows) {
        return accounting.balances() && accounting.signatures().counted() == delivered - gone.total() + rows;
    }

    /** {@return the manifest's {@code accounting}, in canonical form} */
    static String json(Accounting accounting, Gone gone) {
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
                "gone",
                Map.of(
                        "erased", gone.erased(),
                        "held", gone.held(),
                        "struckOut", gone.struckOut(),
                        "withdrawn", gone.withdrawn()),
                "signatures",
                Map.of(
                        "counted", signatures.counted(),
                        "erased", signatures.erased(),
                        "held", signatures.held(),
                        "struckOut", signatures.struckOut(),
                        "withdrawn", signatures.withdrawn())));
    }
}
