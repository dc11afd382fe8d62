package org.demarche.mail;

/** What became of one try to send a mail. Reasons never hold an address: they are kept and shown. */
sealed interface Delivery {
    /** The next server, or the trial's mailbox, has it for good. */
    record Done() implements Delivery {}

    /**
     * Not this time; perhaps later.
     *
     * @param broken whether the server broke off instead of saying so
     */
    record Postponed(String reason, boolean broken) implements Delivery {
        Postponed(String reason) {
            this(reason, false);
        }
    }

    /** Not as it is, however often it is tried. */
    record Refused(String reason) implements Delivery {}

    /** Nothing can be sent at the moment, neither this mail nor another. */
    record Unreachable(String reason) implements Delivery {}
}
