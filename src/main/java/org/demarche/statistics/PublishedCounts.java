package org.demarche.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The counts that the public sees. One row a petition, moved on by one job: signing and confirming never write to it.
 */
@ApplicationScoped
class PublishedCounts {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected PublishedCounts() {}

    PublishedCounts(EntityManager database) {
        this.database = database;
    }

    @Transactional
    Map<Long, Long> all() {
        List<?> rows = database.createNativeQuery("select petition_id, total from published_count")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(row -> ((Number) row[0]).longValue(), row -> ((Number) row[1]).longValue()));
    }

    /**
     * Adds what was confirmed in the windows that have ended since, and counts anew where something was taken back. So it
     * does where a clock ran ahead and was set right, at every turn and once more when its time has come: whoever confirms
     * meanwhile does so within windows that have been folded already.
     */
    @Transactional
    void foldUntil(Instant until) {
        database.createNativeQuery("update published_count p set folded_until = greatest(p.folded_until, ?1),"
                        + " recount_due = (p.folded_until > ?1),"
                        + " total = (select count(*) from signature s where s.petition_id = p.petition_id"
                        + " and s.state = 'CONFIRMED' and s.confirmed_at <= greatest(p.folded_until, ?1))"
                        + " where p.recount_due or p.folded_until > ?1")
                .setParameter(1, Timestamp.from(until))
                .executeUpdate();
        database.createNativeQuery("update published_count p set folded_until = ?1,"
                        + " total = total + (select count(*) from signature s where s.petition_id = p.petition_id"
                        + " and s.state = 'CONFIRMED' and s.confirmed_at > p.folded_until and s.confirmed_at <= ?1)"
                        + " where p.folded_until < ?1")
                .setParameter(1, Timestamp.from(until))
                .executeUpdate();
    }

    void recount(long petitionId) {
        database.createNativeQuery("update published_count set recount_due = true where petition_id = ?1")
                .setParameter(1, petitionId)
                .executeUpdate();
    }

    @Transactional
    void recountAll() {
        database.createNativeQuery("update published_count set recount_due = true")
                .executeUpdate();
    }
}
