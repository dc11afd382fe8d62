package org.demarche.submission;

/** Why an edition has no package. The server's log says more; a page says no more than this. */
public enum Failure {
    /** Somebody stopped it. */
    CANCELLED,
    /** Whoever was new has withdrawn, or is held or struck out, since it began. */
    NOBODY_NEW,
    /** The package of the edition before, which this one extends, is damaged on this server. */
    PREDECESSOR,
    /** A signer who is to be named has erased their data since the freeze: freeze again. */
    ERASED_SINCE,
    /** What a signature committed to is not what the vault holds of it. */
    COMMITMENT_BROKEN,
    /** The key that seals, or the one that signs checkpoints, is missing or unfit. */
    SEAL_KEY,
    /** The time-stamping authority did not answer as it has to: try again, nothing that was made is lost. */
    TIME_STAMP,
    /** What was sealed does not verify: a fault of the disk, the memory or the portal. Nothing of it was kept. */
    UNSOUND,
    /** The disk did not take the files. */
    STORAGE,
    /** Anything else. */
    INTERNAL
}
