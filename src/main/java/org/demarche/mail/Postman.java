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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.config.JobLeases;
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
    private static final int CARRIERS = 8;
    private static final String CLEARING = "outbox-clearing";
    private static final Duration CLEAR = Duration.ofMinutes(10);

    private Posting posting;
    private Clock clock;
    private Schedule schedule;
    private JobLeases leases;
    private Crew crew;
    private Supplier<Carrier> carriers;

    /** What was said in the log last; null if mails go. */
    private String lastTrouble;

    private Instant restsUntil = Instant.MIN;
    private Duration rest = SHORTEST_REST;

    protected Postman() {}

    @Inject
    Postman(
            Posting posting,
            Clock clock,
            Schedule schedule,
            JobLeases leases,
            Crew crew,
            Settings settings,
            TrialMailbox mailbox) {
        this(posting, clock, schedule, leases, crew, settings.isTrial() ? mailbox::carrier : () -> new Smtp(settings));
    }

    Postman(Posting posting, Clock clock, Schedule schedule, JobLeases leases, Crew crew, Supplier<Carrier> carriers) {
        this.posting = posting;
        this.clock = clock;
        this.schedule = schedule;
        this.leases = leases;
        this.crew = crew;
        this.carriers = carriers;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        schedule.every(POLL, TASK, this::work);
        schedule.every(CLEAR, CLEARING, this::clear);
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailQueued queued) {
        schedule.wake(TASK);
    }

    /** Goes on until nothing is due any more, or nothing can be sent. */
    void work() {
        if (clock.instant().isBefore(restsUntil)) {
            return;
        }
        Queue<Carrier> hired = new ConcurrentLinkedQueue<>();
        try {
            List<OutboxItem.Key> due = posting.due(MAILS_A_ROUND);
            while (!due.isEmpty() && round(due, hired)) {
                due = posting.due(MAILS_A_ROUND);
            }
        } finally {
            hired.forEach(Carrier::close);
        }
    }

    /**
     * Several carriers share a round, each with one mail at a time: a slow server is asked for many things at once, and
     * what is not certain when this node dies is one mail for each carrier.
     *
     * @return whether it is worth going on: at least one mail went, and the mail server is there
     */
    private boolean round(List<OutboxItem.Key> due, Queue<Carrier> hired) {
        Round round = new Round(due);
        crew.together(Math.min(CARRIERS, due.size()), () -> {
            Carrier carrier = Optional.ofNullable(hired.poll()).orElseGet(carriers);
            try {
                round.carry(carrier);
            } finally {
                hired.add(carrier);
            }
        });
        if (round.trouble != null) {
            rest(round.trouble);
            return false;
        }
        if (round.progress) {
            recovered();
        }
        return round.progress;
    }

    /** Mails that are sent together. */
    private final class Round {
        private final Queue<OutboxItem.Key> left;
        private volatile boolean progress;

        /** Why nothing can be sent; null while something can. */
        private volatile String trouble;

        private Round(List<OutboxItem.Key> due) {
            left = new ConcurrentLinkedQueue<>(due);
        }

        private void carry(Carrier carrier) {
            OutboxItem.Key key = left.poll();
            while (key != null && trouble == null) {
                Optional<Delivery> delivery = post(key, carrier);
                if (delivery.isPresent() && delivery.get() instanceof Delivery.Unreachable unreachable) {
                    trouble = unreachable.reason();
                    return;
                }
                if (delivery.isPresent()) {
                    progress = true;
                }
                key = left.poll();
            }
        }
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

    /** Said once, however long it lasts. */
    private void rest(String reason) {
        if (!reason.equals(lastTrouble)) {
            LOG.log(Level.WARNING, "No mail can go: {0}. All wait, and it is tried again.", reason);
            lastTrouble = reason;
        }
        // A little less or more, so that nodes do not come back all at once.
        long scattered = rest.toMillis() * 3 / 4 + ThreadLocalRandom.current().nextLong(rest.toMillis() / 4);
        restsUntil = clock.instant().plusMillis(scattered);
        Duration longer = rest.multipliedBy(2);
        rest = longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
    }

    private void recovered() {
        if (lastTrouble != null) {
            LOG.info("Mails go again.");
            lastTrouble = null;
            rest = SHORTEST_REST;
        }
    }

    void clear() {
        if (leases.hold(CLEARING, CLEAR.multipliedBy(2))) {
            while (posting.dropOld(MAILS_A_ROUND) > 0) {
                // One short transaction a round, until there is nothing left.
            }
        }
    }
}
