package org.demarche.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * The nodes that share the database, for what one of them alone can do well. Each has a number, drawn anew at every
 * start as what it keeps in its memory begins anew, and says every few seconds that it lives.
 */
@ApplicationScoped
public class Nodes {
    private static final String TASK = "node";
    private static final Duration BEAT = Duration.ofSeconds(4);

    /** After this time of silence a node counts as gone. */
    static final Duration LIFE = Duration.ofSeconds(15);

    /** The numbers of nodes that were killed are kept no longer. */
    private static final Duration GONE = Duration.ofDays(1);

    private static final Duration CLEAR = Duration.ofHours(6);
    private static final String NAME = "node ";

    private final long own = new SecureRandom().nextLong() >>> 1;
    private JobLeases leases;
    private Schedule schedule;
    private boolean left;

    protected Nodes() {}

    @Inject
    public Nodes(JobLeases leases, Schedule schedule) {
        this.leases = leases;
        this.schedule = schedule;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        schedule.every(BEAT, TASK, this::beat);
        schedule.every(CLEAR, TASK + "-clearing", this::clear);
    }

    /** Says that this node lives, unless it is leaving: its schedule goes on for a while. */
    public synchronized void beat() {
        if (!left) {
            leases.hold(NAME + own, LIFE);
        }
    }

    void clear() {
        leases.forget(NAME, GONE);
    }

    /** What it leaves undone is the others' at once. */
    synchronized void leave(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        left = true;
        leases.hold(NAME + own, Duration.ZERO);
    }

    /** {@return this node's number} */
    public long own() {
        return own;
    }

    /** {@return the numbers of the other nodes that live} */
    public List<Long> others() {
        return leases.heldByOthers(NAME).stream()
                .map(name -> Long.valueOf(name.substring(NAME.length())))
                .toList();
    }
}
