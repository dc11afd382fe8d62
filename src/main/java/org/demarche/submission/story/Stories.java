package org.demarche.submission.story;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.delivery.Deliveries;
import org.demarche.submission.erasure.Erasures;

/**
 * Tells everybody what became of a petition's editions. What changed in them is counted seldom, so that nobody can watch
 * a single signature leave.
 */
@ApplicationScoped
public class Stories {
    /** How old a count may be. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Editions editions;
    private Deliveries deliveries;
    private Erasures erasures;
    private Clock clock;
    private final Map<Long, Since> counted = new ConcurrentHashMap<>();

    protected Stories() {}

    @Inject
    Stories(Editions editions, Deliveries deliveries, Erasures erasures, Clock clock) {
        this.editions = editions;
        this.deliveries = deliveries;
        this.erasures = erasures;
        this.clock = clock;
    }

    Stories(EntityManager database, Clock clock) {
        this(new Editions(database), new Deliveries(database), new Erasures(database), clock);
        this.database = database;
    }

    /** Of every edition that is sealed and not superseded, the newest first. */
    @Transactional
    public List<EditionStory> of(long petitionId) {
        return editions.published(petitionId, clock.instant()).stream()
                .map(this::story)
                .toList();
    }

    private EditionStory story(Edition edition) {
        return new EditionStory(
                edition, deliveries.of(edition), deliveries.answer(edition), since(edition), erasures.of(edition));
    }

    private Since since(Edition edition) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return counted.compute(
                edition.id(),
                (id, known) -> known != null && known.asOf().plus(OLDEST).isAfter(now) ? known : count(edition, now));
    }

    private Since count(Edition edition, Instant now) {
        Map<String, Long> states = new HashMap<>();
        for (Object row : database.createNativeQuery(
                        """
                        select s.state, count(*) from signature s
                        where s.petition_id = ?1 and s.state in ('HELD', 'STRUCK_OUT', 'WITHDRAWN', 'ERASED')
                            and exists (select 1 from edition_entry e where e.petition_id = s.petition_id
                                and e.edition_id = ?2 and e.signature_id = s.id)
                        group by s.state""")
                .setParameter(1, edition.petitionId())
                .setParameter(2, edition.id())
                .getResultList()) {
            Object[] cell = (Object[]) row;
            states.put((String) cell[0], ((Number) cell[1]).longValue());
        }
        return new Since(
                now,
                Since.Few.of(states.getOrDefault("WITHDRAWN", 0L)),
                Since.Few.of(states.getOrDefault("ERASED", 0L)),
                Since.Few.of(states.getOrDefault("STRUCK_OUT", 0L) + states.getOrDefault("HELD", 0L)));
    }
}
