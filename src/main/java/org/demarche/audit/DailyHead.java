package org.demarche.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;

/** Looks often whether a new day has begun, on one node. */
@ApplicationScoped
class DailyHead {
    private static final String TASK = "audit-head";
    private static final Duration OFTEN = Duration.ofMinutes(5);

    private Publishing publishing;
    private Schedule schedule;
    private JobLeases leases;

    protected DailyHead() {}

    @Inject
    DailyHead(Publishing publishing, Schedule schedule, JobLeases leases) {
        this.publishing = publishing;
        this.schedule = schedule;
        this.leases = leases;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        schedule.every(OFTEN, TASK, this::publish);
    }

    private void publish() {
        if (leases.hold(TASK, OFTEN.multipliedBy(2))) {
            publishing.publish();
        }
    }
}
