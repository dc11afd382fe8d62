package org.demarche.security.session;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;
import org.demarche.security.patience.Patience;

/** Tidying log-ins and what was tried in vain, again and again, on the node that holds the lease. */
@ApplicationScoped
class Housekeeping {
    private static final String TASK = "log-ins";
    private static final Duration TURN = Duration.ofMinutes(5);

    @Inject
    private Schedule schedule;

    @Inject
    private JobLeases leases;

    @Inject
    private Ending ending;

    @Inject
    private Patience patience;

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(TURN, TASK, this::turn);
    }

    private void turn() {
        if (leases.hold(TASK, TURN.multipliedBy(2))) {
            ending.tidy();
            patience.tidy();
        }
    }
}
