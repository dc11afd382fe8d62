package org.demarche.signing.trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;

/** Fills and empties, a short transaction after the other, on one node at a time. */
@ApplicationScoped
public class FillingJob {
    static final String TASK = "filling";

    private static final Duration POLL = Duration.ofSeconds(3);
    private static final Duration LEASE = Duration.ofSeconds(60);

    private FillingStep step;
    private Settings settings;
    private Schedule schedule;
    private JobLeases leases;
    private volatile Set<Long> filled = Set.of();

    protected FillingJob() {}

    @Inject
    FillingJob(FillingStep step, Settings settings, Schedule schedule, JobLeases leases) {
        this.step = step;
        this.settings = settings;
        this.schedule = schedule;
        this.leases = leases;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (settings.isTrial()) {
            schedule.every(POLL, TASK, this::work);
        }
    }

    /** Whether a petition has generated signatures, as of a few seconds ago. */
    public boolean isFilled(long petitionId) {
        return filled.contains(petitionId);
    }

    private void work() {
        filled = Set.copyOf(step.filled());
        for (long petition : step.moving()) {
            while (leases.hold(TASK, LEASE) && step.step(petition)) {
                filled = Set.copyOf(step.filled());
            }
        }
        filled = Set.copyOf(step.filled());
    }
}
