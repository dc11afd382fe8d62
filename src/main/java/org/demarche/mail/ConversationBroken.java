package org.demarche.mail;

/** The mail server fell silent, or hung up, before it said what became of a mail. */
final class ConversationBroken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Delivery delivery;

    ConversationBroken(Delivery delivery) {
        super("The mail server broke off", null, false, false);
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }
}
