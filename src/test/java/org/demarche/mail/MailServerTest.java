package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailServerTest {
    private static final Carrier IDLE = new Carrier() {
        @Override
        public Delivery carry(OutboxItem item, MimeMessage message) {
            return new Delivery.Done();
        }

        @Override
        public void close() {}
    };

    @AfterEach
    void leaveNothingToTheNextTest() {
        Thread.interrupted();
    }

    /** What is to become of the mail is written by the same thread, and a file closes under whoever is interrupted. */
    @Test
    void goesOnUninterruptedAfterATimeOut() {
        MailServer slow = new MailServer() {
            @Override
            void converse(Carrier.Conversation conversation) {
                // As the container ends a conversation that takes too long.
                Thread.currentThread().interrupt();
                throw new TimeoutException();
            }
        };

        assertThat(MailServer.guarded(slow, IDLE).converse(() -> {}))
                .contains(new Delivery.Postponed("the mail server takes too long"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Whoever stops the portal is heeded. */
    @Test
    void heedsAnInterruptionThatIsNotATimeOuts() {
        MailServer quick = new MailServer() {
            @Override
            void converse(Carrier.Conversation conversation) throws ConversationBroken {
                conversation.hold();
            }
        };

        assertThat(MailServer.guarded(quick, IDLE)
                        .converse(() -> Thread.currentThread().interrupt()))
                .isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
