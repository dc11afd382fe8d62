package org.demarche.security.factor;

/** What a second factor was shown with. */
public enum Method {
    /** A code by the clock. */
    TOTP,
    /** A code on paper. */
    RECOVERY_CODE,
    /** A passkey. */
    PASSKEY
}
