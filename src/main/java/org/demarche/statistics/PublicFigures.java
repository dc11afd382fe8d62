package org.demarche.statistics;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.config.Schedule;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;

/** The published figures of each petition, from memory, at most a minute behind the published count. */
@ApplicationScoped
public class PublicFigures {
    private static final Duration TURN = Duration.ofMinutes(1);

    private CountedCells cells;
    private Petitions petitions;
    private Schedule schedule;
    private final Map<Long, Figures> figures = new ConcurrentHashMap<>();

    protected PublicFigures() {}

    @Inject
    PublicFigures(CountedCells cells, Petitions petitions, Schedule schedule) {
        this.cells = cells;
        this.petitions = petitions;
        this.schedule = schedule;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(TURN, "figures", this::turn);
    }

    public Figures of(Petition petition) {
        return figures.computeIfAbsent(petition.id(), id -> none(petition));
    }

    private void turn() {
        petitions.all().forEach(this::renew);
    }

    private void renew(Petition petition) {
        // Counting all is dear, and often nothing has changed.
        cells.asOf(petition.id())
                .filter(now -> !of(petition).asOf().equals(Optional.of(now)))
                .flatMap(now -> cells.figures(petition, now))
                .ifPresent(fresh -> figures.put(petition.id(), fresh));
    }

    private static Figures none(Petition petition) {
        TreeMap<Integer, Optional<Long>> demands = new TreeMap<>();
        petition.demands().forEach(demand -> demands.put(demand.number(), Optional.of(0L)));
        return new Figures(Optional.empty(), 0, demands, Map.of(), Map.of(), Map.of());
    }
}
