package org.demarche.verification;

/** Why a check cannot run: an earlier one did not establish what it builds on, or nobody asked for it. */
final class Unavailable extends Exception {

    private static final long serialVersionUID = 1;

    Unavailable(String reason) {
        super(reason);
    }
}
