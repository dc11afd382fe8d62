package org.demarche.submission.compile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.demarche.config.Sample;
import org.demarche.submission.Edition;
import org.demarche.submission.EditionState;

/** How far the editions that are being compiled have come, for monitors, as src/doc/operating.md names it. */
@ApplicationScoped
public class CompileFigures {
    private static final String RUNNING = "demarche_compiling";
    private static final String LOCKED = "demarche_compile_locked";
    private static final String PROGRESS = "demarche_compile_progress_ratio";

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object started, Sample sample, CompileFigures self) {
        sample.show(List.of(RUNNING, LOCKED, PROGRESS), self::look);
    }

    /** The progress is that of the slowest, within 0 and 1; 1 while none runs. */
    @Transactional
    public Map<String, Double> look() {
        List<Edition> running = database.createQuery("select e from Edition e where e.state = :state", Edition.class)
                .setParameter("state", EditionState.COMPILING)
                .getResultList();
        Number locked = database.createQuery("select count(e) from Edition e where e.state = :state", Long.class)
                .setParameter("state", EditionState.LOCKED)
                .getSingleResult();
        return Map.of(
                RUNNING, (double) running.size(),
                LOCKED, locked.doubleValue(),
                PROGRESS, running.stream().mapToDouble(Progress::share).min().orElse(1));
    }
}
