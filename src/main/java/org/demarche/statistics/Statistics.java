package org.demarche.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.demarche.petition.Petition;
import org.demarche.signature.Support;

/** Figures that are computed when somebody asks; for staff and for editions, never for the public pages. */
@ApplicationScoped
public class Statistics {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Statistics() {}

    public Statistics(EntityManager database) {
        this.database = database;
    }

    /**
     * The accounting of what came in before a cut-off, as it stands now. Attempts that were closed later are open in
     * it. Two statements: a confirmation that commits between them unbalances it, so who needs it balanced asks again.
     */
    @Transactional
    public Accounting accounting(long petitionId, Instant cutoff) {
        Map<String, Long> attempts = counts(
                // Grouped outside of where the cut-off stands, for a database takes each parameter for another value.
                "select outcome, count(*) from (select case when closed_at < ?2 then outcome else 'OPEN' end as outcome"
                        + " from attempt where petition_id = ?1 and created_at < ?2) ledger group by outcome",
                petitionId,
                cutoff);
        Map<String, Long> signatures = counts(
                "select state, count(*) from signature where petition_id = ?1 and confirmed_at < ?2 group by state",
                petitionId,
                cutoff);
        return new Accounting(
                new Accounting.Attempts(
                        of(attempts, "OPEN"),
                        of(attempts, "CONFIRMED"),
                        of(attempts, "DUPLICATE"),
                        of(attempts, "EXPIRED"),
                        of(attempts, "REFUSED")),
                new Accounting.Signatures(
                        of(signatures, "CONFIRMED"),
                        of(signatures, "HELD"),
                        of(signatures, "STRUCK_OUT"),
                        of(signatures, "WITHDRAWN"),
                        of(signatures, "ERASED")));
    }

    /** Counted signatures for each demand, by its number. */
    @Transactional
    public SortedMap<Integer, Long> perDemand(Petition petition) {
        List<?> rows = database.createNativeQuery("select demands, count(*) from signature"
                        + " where petition_id = ?1 and state = 'CONFIRMED' group by demands")
                .setParameter(1, petition.id())
                .getResultList();
        SortedMap<Integer, Long> totals = new TreeMap<>();
        petition.demands().forEach(demand -> totals.put(demand.number(), 0L));
        for (Object row : rows) {
            int bits = ((Number) ((Object[]) row)[0]).intValue();
            long signatures = ((Number) ((Object[]) row)[1]).longValue();
            Support.ofBits(bits).numbers().forEach(number -> totals.merge(number, signatures, Long::sum));
        }
        return totals;
    }

    /** Mails that wait to be sent. */
    @Transactional
    public long mailsWaiting() {
        return ((Number) database.createNativeQuery("select count(*) from outbox where next_try_at is not null")
                        .getSingleResult())
                .longValue();
    }

    private Map<String, Long> counts(String query, long petitionId, Instant cutoff) {
        List<?> rows = database.createNativeQuery(query)
                .setParameter(1, petitionId)
                .setParameter(2, Timestamp.from(cutoff))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue()));
    }

    private static long of(Map<String, Long> counts, String key) {
        return counts.getOrDefault(key, 0L);
    }
}
