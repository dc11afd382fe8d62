package org.demarche.security.team;

/** What came of the answer to an invitation. */
public sealed interface JoiningOutcome {
    /** The account is there. */
    record Joined(long account) implements JoiningOutcome {}

    /** The link was used, withdrawn or replaced, or its time is over. */
    record LinkVoid() implements JoiningOutcome {}
}
