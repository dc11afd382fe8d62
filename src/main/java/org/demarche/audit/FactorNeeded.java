package org.demarche.audit;

/** Somebody asked for what they may do once they have shown again that it is really they. */
public final class FactorNeeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    FactorNeeded(String reference, Act act) {
        super(reference + " must show a second factor to " + act);
    }
}
