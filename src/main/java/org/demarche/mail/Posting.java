package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends a few mails. Their rows in the outbox are held until it is certain what became of them, so that no other node
 * takes them; nothing else is held while the mail server speaks. If this node dies meanwhile, another sends them again:
 * as many at most as go within {@link #AT_MOST}.
 */
@ApplicationScoped
class Posting {
    /** No mail is begun so long after the first; what is begun is brought to its end. */
    static final Duration AT_MOST = Duration.ofMillis(250);

    private Outbox outbox;
    private Composing composing;
    private MailWriter writer;
    private Clock clock;
    private Consumer<Delivery> figures;
    private Duration atMost;

    protected Posting() {}

    @Inject
    Posting(Outbox outbox, Composing composing, MailWriter writer, Clock clock, OutboxFigures figures) {
        this(outbox, composing, writer, clock, figures::count, AT_MOST);
    }

    Posting(
            Outbox outbox,
            Composing composing,
            MailWriter writer,
            Clock clock,
            Consumer<Delivery> figures,
            Duration atMost) {
        this.figures = figures;
        this.atMost = atMost;
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

    /**
     * What became of some mails.
     *
     * @param carried how many went, were put off or buried, or had nothing to say
     * @param left how many were not begun, because time ran out or nothing can be sent
     * @param trouble why nothing can be sent; empty while something can
     */
    record Posted(int carried, int left, Optional<String> trouble) {}

    /** Sends these mails, but for those that somebody else sends; what cannot be begun in time waits as it was. */
    @Transactional
    Posted post(List<OutboxItem.Key> keys, Carrier carrier) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<OutboxItem> taken = outbox.take(keys, clock.instant());
        if (taken.isEmpty()) {
            return new Posted(0, 0, Optional.empty());
        }
        // All are written before the first is carried: one that cannot be written undoes nothing that was sent.
        Map<OutboxItem, MimeMessage> messages = new HashMap<>();
        composing.compose(taken).forEach((item, mail) -> messages.put(item, writer.write(item, mail)));
        Bag bag = new Bag(taken, messages, deadline);
        carrier.converse(() -> bag.empty(carrier)).ifPresent(bag::settle);
        composing.sent(bag.sent);
        bag.sent.forEach(outbox::drop);
        bag.deliveries.forEach(figures);
        return new Posted(taken.size() - bag.left.size(), bag.left.size(), bag.trouble());
    }

    /** Mails on their way, in order. */
    private final class Bag {
        private final Deque<OutboxItem> left;
        private final Map<OutboxItem, MimeMessage> messages;
        private final long deadline;
        private final List<OutboxItem> sent = new ArrayList<>();
        private final Deque<Delivery> deliveries = new ArrayDeque<>();

        private Bag(List<OutboxItem> taken, Map<OutboxItem, MimeMessage> messages, long deadline) {
            this.left = new ArrayDeque<>(taken);
            this.messages = messages;
            this.deadline = deadline;
        }

        /** Begins one mail at least, and others while there is time. */
        private void empty(Carrier carrier) throws ConversationBroken {
            do {
                OutboxItem item = left.element();
                MimeMessage message = messages.get(item);
                if (message == null) {
                    composing.dropped(item);
                    outbox.drop(item);
                    left.remove();
                } else {
                    Delivery delivery = carrier.carry(item, message);
                    if (delivery instanceof Delivery.Postponed postponed && postponed.broken()) {
                        throw new ConversationBroken(delivery);
                    }
                    settle(delivery);
                }
            } while (!left.isEmpty() && trouble().isEmpty() && System.nanoTime() < deadline);
        }

        /** Why nothing can be sent; empty while something can. */
        private Optional<String> trouble() {
            return deliveries.peekLast() instanceof Delivery.Unreachable unreachable
                    ? Optional.of(unreachable.reason())
                    : Optional.empty();
        }

        /** What became of the mail under way: the last word counts. */
        private void settle(Delivery delivery) {
            if (trouble().isPresent()) {
                deliveries.removeLast();
            }
            deliveries.addLast(delivery);
            if (delivery instanceof Delivery.Done) {
                sent.add(left.remove());
            } else if (delivery instanceof Delivery.Refused refused) {
                left.remove().bury(refused.reason());
            } else if (delivery instanceof Delivery.Postponed postponed) {
                left.remove().postpone(clock.instant(), postponed.reason());
            }
        }
    }

    /** After {@link #post} has failed for a reason of the portal's own, and undone everything. */
    @Transactional
    void postpone(OutboxItem.Key key, String reason) {
        Instant now = clock.instant();
        outbox.take(List.of(key), now).forEach(item -> item.postpone(now, reason));
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
