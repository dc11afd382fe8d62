package org.demarche.mail;

import jakarta.mail.internet.MimeMessage;
import java.util.Optional;

/** Takes mails away. One is hired for a round of mails and dismissed after it. */
interface Carrier extends AutoCloseable {
    /** Carries one mail, within a conversation. */
    Delivery carry(OutboxItem item, MimeMessage message);

    /**
     * Holds a conversation within whatever bounds this carrier has for it.
     *
     * @return what became of the mail under way if the conversation broke; empty if it came to its end
     */
    default Optional<Delivery> converse(Conversation conversation) {
        try {
            conversation.hold();
            return Optional.empty();
        } catch (ConversationBroken e) {
            return Optional.of(e.delivery());
        }
    }

    /** A few mails, one after the other. */
    @FunctionalInterface
    interface Conversation {
        /**
         * Hands over one mail after the other.
         *
         * @throws ConversationBroken where nobody knows what became of the mail under way
         */
        void hold() throws ConversationBroken;
    }

    @Override
    void close();
}
