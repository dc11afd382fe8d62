package org.demarche.moderation.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;

/** Makes decisions about many, on one node at a time: when one was confirmed, and every few seconds. */
@ApplicationScoped
class BulkJob {
    private static final String TASK = "bulk";
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration CLEAR = Duration.ofHours(1);

    private BulkStep step;
    private Schedule schedule;
    private JobLeases leases;

    protected BulkJob() {}

    @Inject
    BulkJob(BulkStep step, Schedule schedule, JobLeases leases) {
        this.step = step;
        this.schedule = schedule;
        this.leases = leases;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        schedule.every(POLL, TASK, this::work);
        schedule.every(CLEAR, "bulk-clearing", step::forgetUnconfirmed);
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) BulkConfirmed confirmed) {
        schedule.wake(TASK);
    }

    private void work() {
        while (leases.hold(TASK, LEASE) && step.step()) {
            // A short transaction after the other, until there is nothing left.
        }
    }
}
