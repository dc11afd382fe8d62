package org.demarche.submission.freeze;

/** Whoever was new when an edition began is not any more: there is nothing to freeze. */
public class NobodyNew extends RuntimeException {
    private static final long serialVersionUID = 1;

    NobodyNew() {
        super("Nobody's signature is new");
    }
}
