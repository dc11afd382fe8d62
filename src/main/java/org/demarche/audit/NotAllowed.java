package org.demarche.audit;

/** Somebody asked for what none of their roles may do. */
public final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAllowed(String reference, Act act) {
        super(reference + " may not " + act);
    }
}
