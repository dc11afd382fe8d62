package org.demarche.signature;

/** What a signer is asked to consent to, each in words of its own. */
public enum Consent {
    /** That their data is processed, so that they are counted. */
    SIGNING,
    /** That initials or name are handed to the addressee. */
    HANDOVER,
    /** That they are told by mail what becomes of the petition. */
    NEWS
}
