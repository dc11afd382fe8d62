package org.demarche.security.session;

/** How far somebody has come in logging in. */
public enum Standing {
    /** All the way. */
    LET_IN,
    /** The password was right, the second factor has still to be shown. */
    FACTOR_DUE,
    /** The password was right, and the account has no second factor though it must have one. */
    ENROLMENT_DUE
}
