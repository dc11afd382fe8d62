package org.demarche.submission.freeze;

/** Signatures changed between the statements of a freeze. */
public class FreezeDisturbed extends RuntimeException {
    private static final long serialVersionUID = 1;

    FreezeDisturbed() {
        super("Signatures changed during the freeze");
    }
}
