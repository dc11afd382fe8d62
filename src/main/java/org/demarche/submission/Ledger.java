package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts attempts and signatures by where they stood at a moment. */
@ApplicationScoped
class Ledger {
    private static final Map<String, String> OUTCOMES = Map.of(
            "CONFIRMED",
            "confirmed",
            "DUPLICATE",
            "duplicate",
            "EXPIRED",
            "expired",
            "OPEN",
            "open",
            "REFUSED",
            "refused");
    private static final Map<String, String> STATES = Map.of(
            "CONFIRMED",
            "counted",
            "ERASED",
            "erased",
            "HELD",
            "held",
            "STRUCK_OUT",
            "struckOut",
            "WITHDRAWN",
            "withdrawn");

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Ledger() {}

    Ledger(EntityManager database) {
        this.database = database;
    }

    Accounts accounts(long petitionId, Instant cutoff) {
        Query attempts = database.createNativeQuery(
                """
                select case when closed_at < ?2 then outcome else 'OPEN' end, count(*)
                from attempt where petition_id = ?1 and created_at < ?2
                group by case when closed_at < ?2 then outcome else 'OPEN' end""");
        Query signatures = database.createNativeQuery(
                """
                select state, count(*) from signature
                where petition_id = ?1 and confirmed_at < ?2 group by state""");
        return new Accounts(
                counts(attempts, OUTCOMES, petitionId, cutoff), counts(signatures, STATES, petitionId, cutoff));
    }

    private static Map<String, Long> counts(
            Query query, Map<String, String> categories, long petitionId, Instant cutoff) {
        Map<String, Long> counts = new HashMap<>();
        categories.values().forEach(category -> counts.put(category, 0L));
        query.setParameter(1, petitionId).setParameter(2, Timestamp.from(cutoff));
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            counts.put(categories.get(columns[0].toString().strip()), ((Number) columns[1]).longValue());
        }
        return counts;
    }
}
