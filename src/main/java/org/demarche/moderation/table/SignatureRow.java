package org.demarche.moderation.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.moderation.Decision;
import org.demarche.moderation.rules.Raised;
import org.demarche.signature.Choices;
import org.demarche.signature.Flag;
import org.demarche.signature.Ruling;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signed;

/**
 * What staff see of a signature: nothing that names its signer.
 *
 * @param signedAt to the hour
 * @param flags what looked unusual, in their own order
 * @param raised what rules said of it
 * @param domain mark of the mail domain, by which others with the same one are found
 * @param bounced whether a mail to its signer came back
 * @param generated whether it is by nobody, made to see a trial at work
 * @param asked the request for review that waits
 * @param ruled the latest decision
 */
public record SignatureRow(
        long id,
        Instant signedAt,
        SignatureState state,
        Signed signed,
        Choices choices,
        List<Flag> flags,
        List<Raised> raised,
        Optional<String> domain,
        boolean bounced,
        boolean generated,
        Optional<Asked> asked,
        Optional<Ruled> ruled) {
    public SignatureRow {
        flags = List.copyOf(flags);
        raised = List.copyOf(raised);
    }

    /**
     * A request for review.
     *
     * @param at to the hour
     * @param says whether the signer wrote something with it
     */
    public record Asked(Instant at, boolean says) {}

    /**
     * A decision.
     *
     * @param reason in English
     * @param by who made it, as pages call them
     */
    public record Ruled(Decision decision, String reason, String by) {
        public Ruling ruling() {
            return decision.ruling();
        }
    }

    /** The number of the latest decision; 0 if there is none. */
    public int latest() {
        return ruled.map(given -> given.decision().number()).orElse(0);
    }
}
