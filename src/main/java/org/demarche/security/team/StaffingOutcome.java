package org.demarche.security.team;

/** What came of the wish to change somebody's account. */
public enum StaffingOutcome {
    DONE,
    /** It would have left nobody to look after the accounts. */
    LAST_ADMINISTRATOR,
    /** There is no such account. */
    UNKNOWN
}
