package org.demarche.signing.confirming;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;
import org.demarche.petition.Petitions;

/** Forgetting, again and again, on the node that holds the lease. */
@ApplicationScoped
class Housekeeping {
    private static final String TASK = "forgetting";
    private static final Duration TURN = Duration.ofMinutes(20);

    @Inject
    private Schedule schedule;

    @Inject
    private JobLeases leases;

    @Inject
    private Petitions petitions;

    @Inject
    private Forgetting forgetting;

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(TURN, TASK, this::turn);
    }

    private void turn() {
        if (!leases.hold(TASK, TURN.multipliedBy(2))) {
            return;
        }
        forgetting.forget();
        petitions.all().forEach(petition -> {
            while (forgetting.coarsen(petition.id())) {
                // One short transaction an hour of the past, until there is none left.
            }
        });
    }
}
