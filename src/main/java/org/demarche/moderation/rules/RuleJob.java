package org.demarche.moderation.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;

/** Looks by every rule that is switched on, on one node at a time. */
@ApplicationScoped
class RuleJob {
    private static final String TASK = "rules";

    /** Sooner than a new signature is counted in public: what is held at once never was in the count. */
    private static final Duration POLL = Duration.ofSeconds(3);

    private static final Duration LEASE = Duration.ofSeconds(30);

    private RuleStep step;
    private Schedule schedule;
    private JobLeases leases;

    protected RuleJob() {}

    @Inject
    RuleJob(RuleStep step, Schedule schedule, JobLeases leases) {
        this.step = step;
        this.schedule = schedule;
        this.leases = leases;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        schedule.every(POLL, TASK, this::work);
    }

    private void work() {
        for (long rule : step.active()) {
            while (leases.hold(TASK, LEASE) && step.look(rule)) {
                // A short transaction after the other, until there is nothing left.
            }
        }
    }
}
