package org.demarche.verification;

/** What a signer lets the addressee see of them. */
public enum Visibility {
    /** A number, nothing else. */
    COUNTED,
    /** Initials and country. */
    INITIALS,
    /** Full name and country. */
    FULL
}
