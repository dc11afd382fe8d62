package org.demarche.verification.command;

/** Why a command line cannot be followed. */
final class WrongUsage extends Exception {

    private static final long serialVersionUID = 1;

    WrongUsage(String reason) {
        super(reason);
    }
}
