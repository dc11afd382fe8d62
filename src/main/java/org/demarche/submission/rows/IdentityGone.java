package org.demarche.submission.rows;

/** Somebody who was to be named has erased their data since the freeze. */
public final class IdentityGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    IdentityGone() {
        super("An identity that the edition is to show has been erased since the freeze");
    }
}
