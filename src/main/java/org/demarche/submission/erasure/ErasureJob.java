package org.demarche.submission.erasure;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;

/** Erasing on schedule, again and again, on the node that holds the lease. */
@ApplicationScoped
class ErasureJob {
    private static final String TASK = "erasure";
    private static final Duration TURN = Duration.ofMinutes(10);

    /** More than a portion takes; of a node that died, another one takes over after it. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Inject
    private Schedule schedule;

    @Inject
    private JobLeases leases;

    @Inject
    private ErasingOnSchedule erasing;

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(TURN, TASK, this::turn);
    }

    private void turn() {
        if (!isMine()) {
            return;
        }
        try {
            erasing.begin();
            for (Erasure erasure : erasing.unfinished()) {
                while (isMine() && erasing.goOn(erasure.petitionId(), erasure.id())) {
                    // One short transaction a portion, until nobody is left.
                }
            }
        } finally {
            // Given back: a node that starts next need not wait for its end.
            leases.hold(TASK, Duration.ZERO);
        }
    }

    private boolean isMine() {
        return leases.hold(TASK, LEASE);
    }
}
