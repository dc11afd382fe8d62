package org.demarche.submission.seal;

/** A key that packages need is missing or of no use; the message says what to do, and names a file but no secret. */
public final class SealKeyUnfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    SealKeyUnfit(String message) {
        super(message);
    }

    SealKeyUnfit(String message, Throwable cause) {
        super(message, cause);
    }
}
