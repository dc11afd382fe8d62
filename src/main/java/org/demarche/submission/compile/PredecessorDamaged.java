package org.demarche.submission.compile;

import org.demarche.submission.Edition;

/** The package of the edition before, as it lies here, is not the one that was handed over. */
class PredecessorDamaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    PredecessorDamaged(Edition before) {
        super("The package of edition " + before.id() + " is not what was sealed");
    }
}
