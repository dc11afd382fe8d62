package org.demarche.statistics;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;
import org.demarche.signature.SignatureErased;
import org.demarche.signature.SignatureWithdrawn;
import org.demarche.signature.SignaturesDecided;
import org.demarche.signature.SignaturesGenerated;

/**
 * The published count of each petition, from memory. It lags behind by {@link Settings#countLag()}, and is at most two
 * seconds older than what the database publishes.
 */
@ApplicationScoped
public class Counts {
    private static final Duration TURN = Duration.ofSeconds(1);

    /** Whoever was confirmed, but not stored, when the count moved past their time is found after this. */
    private static final Duration REPAIR = Duration.ofMinutes(20);

    private PublishedCounts published;
    private Settings settings;
    private Schedule schedule;
    private JobLeases leases;
    private Clock clock;
    private volatile Map<Long, Long> counts = Map.of();

    protected Counts() {}

    @Inject
    Counts(PublishedCounts published, Settings settings, Schedule schedule, JobLeases leases, Clock clock) {
        this.published = published;
        this.settings = settings;
        this.schedule = schedule;
        this.leases = leases;
        this.clock = clock;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        counts = published.all();
        schedule.every(TURN, "count", this::turn);
        schedule.every(REPAIR, "recount", published::recountAll);
    }

    void recount(@Observes SignatureWithdrawn withdrawn) {
        published.recount(withdrawn.petitionId());
    }

    void recount(@Observes SignaturesDecided decided) {
        published.recount(decided.petitionId());
    }

    void recount(@Observes SignaturesGenerated generated) {
        published.recount(generated.petitionId());
    }

    void recount(@Observes SignatureErased erased) {
        published.recount(erased.petitionId());
    }

    /** Confirmed signatures that are counted, as published. */
    public long published(long petitionId) {
        return counts.getOrDefault(petitionId, 0L);
    }

    private void turn() {
        if (leases.hold("count", TURN.multipliedBy(10))) {
            published.foldUntil(clock.instant().minus(settings.countLag()));
        }
        counts = published.all();
    }
}
