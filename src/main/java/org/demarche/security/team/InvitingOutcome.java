package org.demarche.security.team;

/** What came of the wish to ask somebody in. */
public enum InvitingOutcome {
    /** A mail is on its way. */
    INVITED,
    /** There is an account of this address already. */
    HAS_ACCOUNT
}
