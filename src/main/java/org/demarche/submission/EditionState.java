package org.demarche.submission;

/** The life of an edition. */
public enum EditionState {
    /** Its signatures are being frozen, and its package made. */
    COMPILING,
    /** Interrupted: it goes on when somebody resumes it, with the vault unlocked. */
    LOCKED,
    /** The package is whole, sealed and ready to be downloaded. */
    SEALED,
    /** No package was made; it may be tried again. */
    FAILED,
    /** A later one has taken its number. */
    SUPERSEDED,
    /** Handed over: its number is used up. */
    DELIVERED
}
