package org.demarche.moderation.transparency;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.statistics.SmallCells;

/** Counts what staff decided, for everybody to see: seldom, so that nobody can watch single decisions. */
@ApplicationScoped
public class Accounts {
    /** How old a count may be. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;
    private final Map<Long, Transparency> counted = new ConcurrentHashMap<>();

    protected Accounts() {}

    @Inject
    Accounts(Clock clock) {
        this.clock = clock;
    }

    Accounts(EntityManager database, Clock clock) {
        this(clock);
        this.database = database;
    }

    /** A petition's account, at most ten minutes old. */
    @Transactional
    public Transparency of(long petitionId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return counted.compute(
                petitionId,
                (id, known) -> known != null && known.asOf().plus(OLDEST).isAfter(now) ? known : count(id, now));
    }

    private Transparency count(long petitionId, Instant now) {
        Map<String, Long> reasons = reasons(petitionId);
        long struckOut = reasons.values().stream().mapToLong(Long::longValue).sum();
        return new Transparency(
                now,
                told(number("select count(*) from signature where petition_id = ?1 and state = 'HELD'", petitionId)),
                told(number(
                        "select count(*) from signature s where s.petition_id = ?1 and s.state = 'CONFIRMED'"
                                + " and exists (select 1 from decision d where d.petition_id = s.petition_id"
                                + " and d.signature_id = s.id and d.ruling = 'RELEASE')",
                        petitionId)),
                told(struckOut),
                struckOut < SmallCells.FEWEST ? new TreeMap<>() : SmallCells.pooled(reasons));
    }

    /** Those struck out, by the reason of their latest decision. */
    private Map<String, Long> reasons(long petitionId) {
        Map<String, Long> reasons = new HashMap<>();
        for (Object row : database.createNativeQuery("select d.reason, count(*) from signature s"
                        + " join decision d on d.petition_id = s.petition_id and d.signature_id = s.id"
                        + " where s.petition_id = ?1 and s.state = 'STRUCK_OUT' and d.number = (select max(l.number)"
                        + " from decision l where l.petition_id = s.petition_id and l.signature_id = s.id)"
                        + " group by d.reason")
                .setParameter(1, petitionId)
                .getResultList()) {
            Object[] cell = (Object[]) row;
            reasons.put((String) cell[0], ((Number) cell[1]).longValue());
        }
        return reasons;
    }

    private static Transparency.Told told(long number) {
        boolean few = number > 0 && number < SmallCells.FEWEST;
        return new Transparency.Told(few ? SmallCells.FEWEST : number, few);
    }

    private long number(String query, long petitionId) {
        return ((Number) database.createNativeQuery(query)
                        .setParameter(1, petitionId)
                        .getSingleResult())
                .longValue();
    }
}
