package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.internet.MimeMessage;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Bounds what a mail server may cost. One conversation lasts a minute at most, however slowly the server drips; one whose
 * conversations break again and again is left alone for a while, so that mails do not use up their tries, nor threads
 * their time. Trying again is the outbox's business, which outlives this process.
 */
@ApplicationScoped
public class MailServer {
    /** {@return a carrier within the server's bounds} */
    static Carrier guarded(MailServer server, Carrier carrier) {
        return new Carrier() {
            @Override
            public Delivery carry(OutboxItem item, MimeMessage message) {
                return carrier.carry(item, message);
            }

            @Override
            public Optional<Delivery> converse(Conversation conversation) {
                // The time-out keeps what it is called with for its whole minute, however soon the call is over: a
                // thousand mails a second would fill the memory.
                AtomicReference<Conversation> handed = new AtomicReference<>(conversation);
                try {
                    server.converse(() -> handed.getAndSet(null).hold());
                    return Optional.empty();
                } catch (ConversationBroken e) {
                    return Optional.of(e.delivery());
                } catch (TimeoutException e) {
                    carrier.close();
                    // The time-out's interruption has done its work: left standing it would close the next file that
                    // this thread writes, which may be the embedded database's.
                    Thread.interrupted();
                    return Optional.of(new Delivery.Postponed("the mail server takes too long"));
                } catch (CircuitBreakerOpenException e) {
                    return Optional.of(new Delivery.Unreachable("the mail server breaks off again and again"));
                }
            }

            @Override
            public void close() {
                carrier.close();
            }
        };
    }

    /**
     * One conversation. The time-out interrupts this thread; the carrier's sockets heed that.
     *
     * @throws ConversationBroken where nobody knows what became of the mail under way
     */
    @Timeout(value = 60, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 16,
            failureRatio = 1,
            // In milliseconds: the server takes the number for these whatever unit is given.
            delay = 30_000,
            delayUnit = ChronoUnit.MILLIS,
            failOn = {ConversationBroken.class, TimeoutException.class})
    void converse(Carrier.Conversation conversation) throws ConversationBroken {
        conversation.hold();
    }
}
