package org.demarche.submission.seal;

/** The time-stamping authority did not answer, or not as it has to. */
public final class TimeStampMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimeStampMissing(String message) {
        super(message);
    }

    TimeStampMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
