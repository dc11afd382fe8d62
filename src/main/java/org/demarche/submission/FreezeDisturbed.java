package org.demarche.submission;

/** Signatures changed between the statements of a freeze. */
class FreezeDisturbed extends RuntimeException {
    private static final long serialVersionUID = 1;

    FreezeDisturbed() {
        super("Signatures changed during the freeze");
    }
}
