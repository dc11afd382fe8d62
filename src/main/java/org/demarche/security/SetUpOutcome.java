package org.demarche.security;

/** What came of the wish to make the first account. */
public sealed interface SetUpOutcome {
    /** The account is there. */
    record Made(long account) implements SetUpOutcome {}

    /** The link was used, or another has taken its place. */
    record LinkVoid() implements SetUpOutcome {}
}
