package org.demarche.audit.export;

import java.time.Duration;

/** Somebody has taken their share of copies in the last hour. */
public class TooManyExports extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    /** @param wait until the next copy may be taken */
    public TooManyExports(Duration wait) {
        super("The share of copies of this hour is taken; the next one in " + wait);
        this.wait = wait;
    }

    public Duration pause() {
        return wait;
    }
}
