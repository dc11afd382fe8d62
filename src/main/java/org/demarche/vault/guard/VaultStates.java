package org.demarche.vault.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What staff said of vaults, and the alarm, as the database has them for all nodes. */
@ApplicationScoped
public class VaultStates {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected VaultStates() {}

    public VaultStates(EntityManager database) {
        this.database = database;
    }

    Optional<Panic> panic() {
        List<?> rows = database.createNativeQuery("select since, actor from panic where id = 1")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Panic(instant(row[0]), (String) row[1]))
                .findFirst();
    }

    /** {@return whether there was no alarm before} */
    boolean raise(String actor, Instant now) {
        return database.createNativeQuery(
                                "insert into panic (id, since, actor)"
                                        + " select 1, cast(?1 as timestamp with time zone), ?2 where not exists (select 1 from panic)")
                        .setParameter(1, Timestamp.from(now))
                        .setParameter(2, actor)
                        .executeUpdate()
                == 1;
    }

    /** {@return whether there was an alarm} */
    boolean lift() {
        return database.createNativeQuery("delete from panic").executeUpdate() == 1;
    }

    List<VaultState> all() {
        List<?> rows = database.createNativeQuery("select petition_id, open_until, actor, changed_at from vault_state")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new VaultState(
                        ((Number) row[0]).longValue(),
                        Optional.ofNullable(row[1]).map(VaultStates::instant),
                        (String) row[2],
                        instant(row[3])))
                .toList();
    }

    void set(long petitionId, Optional<Instant> openUntil, String actor, Instant now) {
        database.createNativeQuery("delete from vault_state where petition_id = ?1")
                .setParameter(1, petitionId)
                .executeUpdate();
        database.createNativeQuery("insert into vault_state (petition_id, open_until, actor, changed_at)"
                        + " values (?1, cast(?2 as timestamp with time zone), ?3, ?4)")
                .setParameter(1, petitionId)
                .setParameter(2, openUntil.map(Timestamp::from).orElse(null))
                .setParameter(3, actor)
                .setParameter(4, Timestamp.from(now))
                .executeUpdate();
    }

    /** Locks the vault of every petition. */
    void lockAll(String actor, Instant now) {
        List<?> petitions = database.createNativeQuery("select id from petition order by id")
                .getResultList();
        petitions.forEach(id -> set(((Number) id).longValue(), Optional.empty(), actor, now));
    }

    private static Instant instant(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return ((Timestamp) value).toInstant();
    }
}
