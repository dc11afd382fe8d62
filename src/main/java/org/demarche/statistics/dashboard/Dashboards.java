package org.demarche.statistics.dashboard;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.config.Schedule;
import org.demarche.petition.Petition;

/**
 * The dashboards, from memory. They are counted anew in the background as long as somebody looks, and not for each who
 * does; who comes first waits for the count.
 */
@ApplicationScoped
public class Dashboards {
    /** No dashboard that is shown is older, unless the database is too slow for it. */
    static final Duration OLDEST = Duration.ofSeconds(30);

    private static final Duration TURN = Duration.ofSeconds(15);
    private static final Duration LOOKED_AT = Duration.ofMinutes(3);

    private DashboardCells cells;
    private Schedule schedule;
    private Clock clock;
    private final Map<Long, Dashboard> counted = new ConcurrentHashMap<>();
    private final Map<Petition, Instant> looks = new ConcurrentHashMap<>();

    protected Dashboards() {}

    @Inject
    Dashboards(DashboardCells cells, Schedule schedule, Clock clock) {
        this.cells = cells;
        this.schedule = schedule;
        this.clock = clock;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(TURN, "dashboards", this::turn);
    }

    /**
     * A petition's dashboard, at most half a minute old.
     *
     * @throws org.demarche.audit.NotAllowed if none of the actor's roles may see the numbers
     */
    public Dashboard look(Actor actor, Petition petition) {
        actor.must(Act.SEE_OVERVIEW);
        Instant now = clock.instant();
        looks.put(petition, now);
        return counted.compute(
                petition.id(),
                (id, known) ->
                        known != null && known.asOf().plus(OLDEST).isAfter(now) ? known : cells.count(petition, now));
    }

    /** Counts anew what somebody has looked at lately. */
    void turn() {
        Instant now = clock.instant();
        looks.values().removeIf(last -> last.plus(LOOKED_AT).isBefore(now));
        looks.keySet().forEach(petition -> counted.put(petition.id(), cells.count(petition, clock.instant())));
    }
}
