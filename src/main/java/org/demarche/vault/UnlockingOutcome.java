package org.demarche.vault;

/** What came of the wish to unlock a vault. */
public enum UnlockingOutcome {
    UNLOCKED,
    /** What was handed over is no whole key file. */
    NO_KEY_FILE,
    /** It is the key of another petition, or of another key pair. */
    OTHER_KEY,
    /** The passphrase is another, or the file was changed. */
    WRONG_PASSPHRASE
}
