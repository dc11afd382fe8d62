package org.demarche.security.renewal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.vault.Token;

/** The links that renew somebody's access, by their hashes. */
@ApplicationScoped
public class Renewals {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Renewals() {}

    public Renewals(EntityManager database) {
        this.database = database;
    }

    /** A link leads to this account, beside those before. */
    void add(Token token, long staff, Instant goodUntil) {
        database.createNativeQuery("insert into staff_rescue (token_hash, staff_id, good_until) values (?1, ?2, ?3)")
                .setParameter(1, token.hash())
                .setParameter(2, staff)
                .setParameter(3, Timestamp.from(goodUntil))
                .executeUpdate();
    }

    /** The account that a link leads to, while it works. */
    Optional<Long> find(Token token, Instant now) {
        List<?> found = database.createNativeQuery(
                        "select staff_id from staff_rescue where token_hash = ?1 and good_until > ?2")
                .setParameter(1, token.hash())
                .setParameter(2, Timestamp.from(now))
                .getResultList();
        return found.stream().map(id -> ((Number) id).longValue()).findFirst();
    }

    /** Uses a link up: true for exactly one of several who follow it at once, while it works. */
    boolean redeem(Token token, Instant now) {
        return database.createNativeQuery("delete from staff_rescue where token_hash = ?1 and good_until > ?2")
                        .setParameter(1, token.hash())
                        .setParameter(2, Timestamp.from(now))
                        .executeUpdate()
                == 1;
    }

    /** Makes all links of an account void, and those of everybody that are too old. */
    void withdraw(long staff, Instant now) {
        database.createNativeQuery("delete from staff_rescue where staff_id = ?1 or good_until <= ?2")
                .setParameter(1, staff)
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
    }
}
