package org.demarche.vault.guard;

/** Nothing is taken in while there is an alarm; what was typed may be sent again later. */
public final class CollectionPaused extends RuntimeException {
    private static final long serialVersionUID = 1;

    CollectionPaused() {
        super("Collecting is paused", null, false, false);
    }
}
