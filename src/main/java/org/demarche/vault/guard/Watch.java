package org.demarche.vault.guard;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps this node's {@link Openness} fresh, so that a lock or an alarm on one node is obeyed by all within half a second.
 * It has a thread of its own: no other work in the background may hold it up.
 */
@ApplicationScoped
public class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class.getName());
    private static final Duration OFTEN = Duration.ofMillis(200);

    private Looking looking;
    private Openness openness;
    private Event<VaultsShut> shut;
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private ScheduledExecutorService executor;
    private Future<?> turn;
    private boolean failing;

    protected Watch() {}

    @Inject
    public Watch(Looking looking, Openness openness, Event<VaultsShut> shut, Clock clock) {
        this.looking = looking;
        this.openness = openness;
        this.shut = shut;
        this.clock = clock;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        // Before anybody is served: a node that starts during an alarm knows of it.
        look();
        executor = Executors.newSingleThreadScheduledExecutor(threads);
        turn = executor.scheduleWithFixedDelay(
                this::lookQuietly, OFTEN.toMillis(), OFTEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (executor != null) {
            turn.cancel(false);
            executor.shutdown();
        }
    }

    void lookAtOnce(@Observes(during = TransactionPhase.AFTER_SUCCESS) LocksChanged changed) {
        executor.execute(this::lookQuietly);
    }

    private void lookQuietly() {
        try {
            look();
            failing = false;
        } catch (RuntimeException e) {
            // Said once; the database is away, and nothing can be opened or stored without it.
            if (!failing) {
                LOG.log(
                        Level.WARNING,
                        "The locks cannot be looked up: {0}.",
                        e.getClass().getSimpleName());
            }
            failing = true;
        }
    }

    /** Learns what is so now, and has keys forgotten where a vault may not be open any more. */
    public synchronized void look() {
        Openness.Known now = looking.look();
        Openness.Known before = openness.learn(now);
        Instant time = clock.instant();
        boolean panic = now.panic().isPresent();
        boolean locked = now.states().values().stream().anyMatch(state -> !state.isOpen(time));
        if ((panic && before.panic().isEmpty()) || locked) {
            shut.fire(new VaultsShut(panic));
        }
    }
}
