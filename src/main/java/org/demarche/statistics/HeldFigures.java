package org.demarche.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.demarche.config.Sample;

/** How many signatures of all petitions are held for review, for monitors, as src/doc/operating.md names it. */
@ApplicationScoped
public class HeldFigures {
    private static final String HELD = "demarche_held";

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object started, Sample sample, HeldFigures self) {
        sample.show(List.of(HELD), self::look);
    }

    @Transactional
    public Map<String, Double> look() {
        // Petition by petition: so it is a look into the index by state, however many signatures there are.
        Number held = (Number) database.createNativeQuery("select coalesce(sum((select count(*) from signature s"
                        + " where s.petition_id = p.id and s.state = 'HELD')), 0) from petition p")
                .getSingleResult();
        return Map.of(HELD, held.doubleValue());
    }
}
