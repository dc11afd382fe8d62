package org.demarche.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a signature is part of. Asked by those who show a signature, answered by those who make editions. */
public interface Submissions {
    /** How far an edition is that a signature stands frozen in. */
    enum Stage {
        /** Its package is being made, or made and not handed over. */
        FROZEN,
        DELIVERED
    }

    /**
     * A signature's place in an edition.
     *
     * @param number of the edition; from 1
     * @param shown what that edition shows of the signer, whatever they chose since
     * @param deliveredAt when it was handed over, where that is known
     */
    record Standing(int number, Stage stage, Visibility shown, Optional<Instant> deliveredAt) {}

    /** The editions that a signature is in, the newest first; none that were given up. */
    List<Standing> of(long petitionId, long signatureId);
}
