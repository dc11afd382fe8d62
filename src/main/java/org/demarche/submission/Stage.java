package org.demarche.submission;

/** What is being done to an edition, in this order. */
public enum Stage {
    FREEZE(0, 0.25),
    ROWS(0.25, 0.5),
    DOCUMENTS(0.5, 0.75),
    SEAL(0.75, 1),
    DONE(1, 1);

    private final double begins;
    private final double ends;

    Stage(double begins, double ends) {
        this.begins = begins;
        this.ends = ends;
    }

    /** The share of the whole that is done when so much of this stage is, both from 0 to 1. */
    public double share(double within) {
        return begins + within * (ends - begins);
    }
}
