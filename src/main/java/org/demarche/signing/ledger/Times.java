package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When signers sent their forms and confirmed. What is past is kept to the hour, a whole hour at a time, in the ledger
 * and among the signatures together, so that the accounting balances at every cut-off.
 */
@ApplicationScoped
public class Times {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Times() {}

    public Times(EntityManager database) {
        this.database = database;
    }

    /** The published count of a petition has everything before this moment. */
    public Instant countedUntil(long petitionId) {
        return instants("select folded_until from published_count where petition_id = ?1", petitionId)
                .orElse(Instant.EPOCH);
    }

    /** Makes the times of the oldest exact hour coarse, if it ends before or at a moment; whether there was one. */
    public boolean coarsenOldestHour(long petitionId, Instant until) {
        Instant done = instants("select coarse_until from coarse_time where petition_id = ?1", petitionId)
                .orElse(Instant.EPOCH);
        Optional<Instant> oldest = instants(
                "select min(at) from (select min(closed_at) as at from attempt"
                        + " where petition_id = ?1 and closed_at >= ?2 and closed_at < ?3"
                        + " union all select min(confirmed_at) from signature"
                        + " where petition_id = ?1 and confirmed_at >= ?2 and confirmed_at < ?3) times",
                petitionId,
                done,
                until);
        if (oldest.isEmpty()) {
            return false;
        }
        Instant hour = oldest.get().truncatedTo(ChronoUnit.HOURS);
        Instant next = hour.plus(1, ChronoUnit.HOURS);
        change(
                "update attempt set created_at = date_trunc('HOUR', created_at),"
                        + " expires_at = date_trunc('HOUR', expires_at), closed_at = date_trunc('HOUR', closed_at)"
                        + " where petition_id = ?1 and closed_at >= ?2 and closed_at < ?3",
                petitionId,
                hour,
                next);
        change(
                "update signature set confirmed_at = date_trunc('HOUR', confirmed_at)"
                        + " where petition_id = ?1 and confirmed_at >= ?2 and confirmed_at < ?3",
                petitionId,
                hour,
                next);
        if (change("update coarse_time set coarse_until = ?2 where petition_id = ?1", petitionId, next) == 0) {
            change("insert into coarse_time (petition_id, coarse_until) values (?1, ?2)", petitionId, next);
        }
        return true;
    }

    /** From this moment on times are exact, whatever was noted: a clock that ran ahead noted it, and was set right. */
    public void areExactSince(long petitionId, Instant moment) {
        change(
                "update coarse_time set coarse_until = ?2 where petition_id = ?1 and coarse_until > ?2",
                petitionId,
                moment);
    }

    private int change(String statement, long petitionId, Instant... moments) {
        var change = database.createNativeQuery(statement).setParameter(1, petitionId);
        for (int i = 0; i < moments.length; i++) {
            change.setParameter(i + 2, Timestamp.from(moments[i]));
        }
        return change.executeUpdate();
    }

    private Optional<Instant> instants(String query, long petitionId, Instant... moments) {
        var asked = database.createNativeQuery(query).setParameter(1, petitionId);
        for (int i = 0; i < moments.length; i++) {
            asked.setParameter(i + 2, Timestamp.from(moments[i]));
        }
        List<?> found = asked.getResultList();
        return found.stream().filter(Objects::nonNull).map(Times::instant).findFirst();
    }

    /** A moment as a native query hands it out: the one database has the one type for it, the other the other. */
    static Instant instant(Object time) {
        return time instanceof Timestamp timestamp ? timestamp.toInstant() : ((OffsetDateTime) time).toInstant();
    }
}
