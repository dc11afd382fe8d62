package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends one mail. Its row in the outbox is held until it is certain what became of it, so that no other node takes it;
 * nothing else is held while the mail server speaks. If this node dies meanwhile, another sends the mail again.
 */
@ApplicationScoped
class Posting {
    private Outbox outbox;
    private Composing composing;
    private MailWriter writer;
    private Clock clock;

    protected Posting() {}

    @Inject
    Posting(Outbox outbox, Composing composing, MailWriter writer, Clock clock) {
        this.outbox = outbox;
        this.composing = composing;
        this.writer = writer;
        this.clock = clock;
    }

    /** {@return the mails whose time has come, the longest-waiting first} */
    @Transactional
    List<OutboxItem.Key> due(int most) {
        return outbox.due(clock.instant(), most);
    }

    /** {@return what became of it; empty if there was nothing to send, or somebody else sends it} */
    @Transactional
    Optional<Delivery> post(OutboxItem.Key key, Carrier carrier) {
        Optional<OutboxItem> taken = outbox.take(key, clock.instant());
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        OutboxItem item = taken.get();
        Optional<Mail> mail = composing.compose(item);
        if (mail.isEmpty()) {
            composing.dropped(item);
            outbox.drop(item);
            return Optional.empty();
        }
        Delivery delivery = carrier.carry(item, writer.write(item, mail.get()));
        if (delivery instanceof Delivery.Done) {
            composing.sent(item);
            outbox.drop(item);
        } else if (delivery instanceof Delivery.Refused refused) {
            item.bury(refused.reason());
        } else if (delivery instanceof Delivery.Postponed postponed) {
            item.postpone(clock.instant(), postponed.reason());
        }
        return Optional.of(delivery);
    }

    /** After {@link #post} has failed for a reason of the portal's own, and undone everything. */
    @Transactional
    void postpone(OutboxItem.Key key, String reason) {
        Instant now = clock.instant();
        outbox.take(key, now).ifPresent(item -> item.postpone(now, reason));
    }

    /** Drops a round of mails that could not go for so long that they cannot be written any more. */
    @Transactional
    int dropOld(int most) {
        List<OutboxItem> old = outbox.takeOlder(clock.instant().minus(OutboxItem.LIFE), most);
        for (OutboxItem item : old) {
            composing.dropped(item);
            outbox.drop(item);
        }
        return old.size();
    }
}
