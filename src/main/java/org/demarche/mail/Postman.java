package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;

/**
 * Empties the outbox, in the background of every node: when a mail has been queued, and every few seconds. A mail that
 * cannot go never keeps the others waiting; while the mail server is away all wait, and nothing is lost.
 */
@ApplicationScoped
class Postman {
    private static final Logger LOG = Logger.getLogger(Postman.class.getName());
    private static final String TASK = "postman";
    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final int MAILS_A_ROUND = 100;

    private Posting posting;
    private Clock clock;
    private Schedule schedule;
    private Supplier<Carrier> carriers;
    private Instant restsUntil = Instant.MIN;
    private Duration rest = SHORTEST_REST;

    protected Postman() {}

    @Inject
    Postman(Posting posting, Clock clock, Schedule schedule, Settings settings, TrialMailbox mailbox) {
        this(posting, clock, schedule, settings.isTrial() ? mailbox::carrier : () -> new Smtp(settings));
    }

    Postman(Posting posting, Clock clock, Schedule schedule, Supplier<Carrier> carriers) {
        this.posting = posting;
        this.clock = clock;
        this.schedule = schedule;
        this.carriers = carriers;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        schedule.every(POLL, TASK, this::work);
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailQueued queued) {
        schedule.wake(TASK);
    }

    /** Goes on until nothing is due any more, or nothing can be sent. */
    void work() {
        if (clock.instant().isBefore(restsUntil)) {
            return;
        }
        try (Carrier carrier = carriers.get()) {
            List<OutboxItem.Key> due = posting.due(MAILS_A_ROUND);
            while (!due.isEmpty() && round(due, carrier)) {
                due = posting.due(MAILS_A_ROUND);
            }
        }
    }

    /** {@return whether it is worth going on: at least one mail went, and the mail server is there} */
    private boolean round(List<OutboxItem.Key> due, Carrier carrier) {
        boolean progress = false;
        for (OutboxItem.Key key : due) {
            Optional<Delivery> delivery = post(key, carrier);
            if (delivery.isPresent() && delivery.get() instanceof Delivery.Unreachable unreachable) {
                rest(unreachable.reason());
                return false;
            }
            progress |= delivery.isPresent();
        }
        if (progress) {
            recovered();
        }
        return progress;
    }

    private Optional<Delivery> post(OutboxItem.Key key, Carrier carrier) {
        try {
            return posting.post(key, carrier);
        } catch (RuntimeException e) {
            // By its kind alone: its words could hold an address.
            String reason = "could not be written (" + e.getClass().getSimpleName() + ")";
            LOG.log(Level.WARNING, "The mail {0} {1}; it is tried again later.", new Object[] {key, reason});
            postpone(key, reason);
            return Optional.empty();
        }
    }

    private void postpone(OutboxItem.Key key, String reason) {
        try {
            posting.postpone(key, reason);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The outbox cannot be reached: {0}.",
                    e.getClass().getSimpleName());
        }
    }

    private void rest(String reason) {
        LOG.log(Level.WARNING, "No mail can go: {0}. Trying again in {1} s.", new Object[] {reason, rest.toSeconds()});
        restsUntil = clock.instant().plus(rest);
        Duration longer = rest.multipliedBy(2);
        rest = longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
    }

    private void recovered() {
        if (rest.compareTo(SHORTEST_REST) > 0) {
            LOG.info("Mails go again.");
            rest = SHORTEST_REST;
        }
    }
}
