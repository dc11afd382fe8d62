package org.demarche.submission.receipt;

import java.util.Optional;
import org.demarche.petition.Petition;

/** What came of checking a receipt. */
public sealed interface CheckedReceipt {
    /**
     * It proves what it says.
     *
     * @param line of the signature among all of the petition, from 1
     * @param edition its number
     * @param name whom it names, if it does
     */
    record Genuine(Petition petition, int edition, long line, Optional<String> name) implements CheckedReceipt {}

    /** It proves nothing. */
    enum Refused implements CheckedReceipt {
        /** It is no whole receipt. */
        UNREADABLE,
        /** It speaks of an edition that nobody has published here. */
        UNKNOWN,
        /** It does not lead to the edition that it names. */
        BROKEN
    }
}
