package org.demarche.signing.confirming;

import java.time.Instant;
import org.demarche.signature.Choices;
import org.demarche.vault.Token;

/** Where a confirmation stands, or what became of it. */
public sealed interface Confirmation {
    /** It is waiting for its button to be pressed. */
    record Waiting(long petitionId, String language, Choices choices, Instant until) implements Confirmation {}

    /**
     * The signature counts, now or since before; or the address had signed already. No page tells which.
     *
     * @param page opens the signer's own page
     */
    record Done(Token page) implements Confirmation {}

    /** The link has been good, but is not any more. */
    record Expired(long petitionId) implements Confirmation {}

    /** The petition was closed before. */
    record Closed(long petitionId) implements Confirmation {}

    /** There is no such link, or address and code do not go together. */
    record Unknown() implements Confirmation {}
}
