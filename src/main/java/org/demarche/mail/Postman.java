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
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.demarche.config.JobLeases;
import org.demarche.config.Rush;
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
    private static final int MAILS_A_ROUND = 400;
    private static final int CARRIERS = 8;

    /** In a rush one carrier goes, with so many mails in a round, and rests after each transaction. */
    private static final int MAILS_IN_A_RUSH = 50;

    private static final Duration REST_IN_A_RUSH = Duration.ofMillis(200);

    /** How many mails share a transaction at most. */
    private static final int MOST_TOGETHER = 25;

    private static final String CLEARING = "outbox-clearing";
    private static final Duration CLEAR = Duration.ofMinutes(10);

    private Posting posting;
    private Clock clock;
    private Schedule schedule;
    private JobLeases leases;
    private Crew crew;
    private Rush rush;
    private Supplier<Carrier> carriers;

    /** What was said in the log last; null if mails go. */
    private String lastTrouble;

    private Instant restsUntil = Instant.MIN;
    private Duration rest = SHORTEST_REST;

    /** How many mails share a transaction: as many as the mail server takes in the time of one, found out by trying. */
    private final AtomicInteger together = new AtomicInteger(1);

    protected Postman() {}

    @Inject
    Postman(
            Posting posting,
            Clock clock,
            Schedule schedule,
            JobLeases leases,
            Crew crew,
            Rush rush,
            Settings settings,
            TrialMailbox mailbox,
            MailServer server) {
        this(
                posting,
                clock,
                schedule,
                leases,
                crew,
                rush,
                settings.isTrial() ? mailbox::carrier : () -> MailServer.guarded(server, new Smtp(settings)));
    }

    Postman(
            Posting posting,
            Clock clock,
            Schedule schedule,
            JobLeases leases,
            Crew crew,
            Rush rush,
            Supplier<Carrier> carriers) {
        this.posting = posting;
        this.clock = clock;
        this.schedule = schedule;
        this.leases = leases;
        this.crew = crew;
        this.rush = rush;
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
        Instant now = clock.instant();
        // No rest is longer: one that seems so was begun by a clock that ran ahead.
        if (now.isBefore(restsUntil) && !now.plus(LONGEST_REST).isBefore(restsUntil)) {
            return;
        }
        Queue<Carrier> hired = new ConcurrentLinkedQueue<>();
        try {
            boolean more = true;
            while (more) {
                int most = rush.isOn() ? MAILS_IN_A_RUSH : MAILS_A_ROUND;
                List<OutboxItem.Key> due = posting.due(most);
                more = !due.isEmpty() && round(due, most, hired);
            }
        } finally {
            hired.forEach(Carrier::close);
        }
    }

    /**
     * Several carriers share a round, each with a few mails at a time: a slow server is asked for many things at once,
     * each alone, and a quick one for many in one transaction.
     *
     * @return whether to go on at once: more may be due, some went, and the mail server is there
     */
    private boolean round(List<OutboxItem.Key> due, int most, Queue<Carrier> hired) {
        int hands = most == MAILS_IN_A_RUSH ? 1 : Math.min(CARRIERS, due.size());
        Round round = new Round(due, (due.size() + hands - 1) / hands);
        crew.together(hands, () -> {
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
        return round.progress && (round.unfinished || due.size() == most);
    }

    /** Mails that are sent together. */
    private final class Round {
        private final Queue<OutboxItem.Key> left;
        private final int share;
        private volatile boolean progress;
        private volatile boolean unfinished;

        /** Why nothing can be sent; null while something can. */
        private volatile String trouble;

        /** @param share how many of them are each carrier's */
        private Round(List<OutboxItem.Key> due, int share) {
            this.left = new ConcurrentLinkedQueue<>(due);
            this.share = share;
        }

        private void carry(Carrier carrier) {
            List<OutboxItem.Key> next = take();
            while (!next.isEmpty() && trouble == null) {
                try {
                    note(posting.post(next, carrier));
                } catch (RuntimeException e) {
                    carryEach(next, carrier, e);
                }
                if (rush.isOn()) {
                    crew.rest(REST_IN_A_RUSH);
                }
                next = take();
            }
        }

        private List<OutboxItem.Key> take() {
            return Stream.generate(left::poll)
                    .limit(Math.min(share, together.get()))
                    .takeWhile(Objects::nonNull)
                    .toList();
        }

        private void note(Posting.Posted posted) {
            if (posted.carried() > 0) {
                progress = true;
            }
            if (posted.left() > 0) {
                unfinished = true;
            }
            posted.trouble().ifPresent(reason -> trouble = reason);
            if (posted.trouble().isEmpty()) {
                together.updateAndGet(before -> posted.left() > 0
                        ? Math.max(1, posted.carried())
                        : Math.min(MOST_TOGETHER, before + posted.carried()));
            }
        }

        /** One of several keeps the others from going: each goes alone, and that one waits. */
        private void carryEach(List<OutboxItem.Key> keys, Carrier carrier, RuntimeException failure) {
            if (keys.size() == 1) {
                putOff(keys.get(0), failure);
                return;
            }
            for (OutboxItem.Key key : keys) {
                if (trouble == null) {
                    try {
                        note(posting.post(List.of(key), carrier));
                    } catch (RuntimeException e) {
                        putOff(key, e);
                    }
                }
            }
        }
    }

    private void putOff(OutboxItem.Key key, RuntimeException failure) {
        // By its kind alone: its words could hold an address.
        String reason = "could not be written (" + failure.getClass().getSimpleName() + ")";
        LOG.log(Level.WARNING, "The mail {0} {1}; it is tried again later.", new Object[] {key, reason});
        postpone(key, reason);
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
