package org.demarche.submission;

/** What is being done to an edition, in this order. */
public enum Stage {
    FREEZE(0, 0),
    ROWS(0, 0.6),
    DOCUMENTS(0.6, 0.9),
    SEAL(0.9, 1),
    DONE(1, 1);

    private final double begins;
    private final double ends;

    Stage(double begins, double ends) {
        this.begins = begins;
        this.ends = ends;
    }

    /** The share of the whole that is done when so much of this stage is, both from 0 to 1. */
    double share(double within) {
        return begins + within * (ends - begins);
    }
}
