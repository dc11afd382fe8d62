package org.demarche.signature;

import java.time.Instant;
import java.util.List;

/** What staff decided about a signature. Asked by those who show a signature to its signer, answered by moderation. */
public interface Rulings {
    /**
     * A decision as its signer may know it: not who made it.
     *
     * @param reason a code that stays, such as {@code PROGRAM}
     * @param text the reason in words
     */
    record Given(Ruling ruling, String reason, String text, Instant at) {}

    /**
     * The decisions about a signature, the latest first.
     *
     * @param language of the reasons; English where there is no text in it
     */
    List<Given> of(long petitionId, long signatureId, String language);
}
