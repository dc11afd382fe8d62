package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.signature.Signature;

/**
 * What is known of codes besides the attempts that they belong to: how often one was typed for an address, known here
 * or not, and which have done their work.
 */
@ApplicationScoped
public class Codes {
    private static final int MOST_TRIES = 10;

    /** As long as a code is good, so that no try is forgotten before it. */
    private static final Duration MEMORY = Attempt.LIFE;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Codes() {}

    public Codes(EntityManager database) {
        this.database = database;
    }

    /** A code that has confirmed, or whose link has. */
    public record Used(long signatureId, Instant codeAt) {}

    /** A code was typed: the same write for every address. Comes before anything is looked up. */
    public void count(long petitionId, byte[] addressHash, Instant now) {
        database.createNativeQuery("insert into code_try (petition_id, address_hash, tried_at) values (?1, ?2, ?3)")
                .setParameter(1, petitionId)
                .setParameter(2, addressHash)
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
    }

    /** Whether a code was typed too often for an address since it was mailed, the present try included. */
    public boolean isWornOut(long petitionId, byte[] addressHash, Instant codeAt) {
        Number tries = (Number) database.createNativeQuery("select count(*) from code_try"
                        + " where petition_id = ?1 and address_hash = ?2 and tried_at >= ?3")
                .setParameter(1, petitionId)
                .setParameter(2, addressHash)
                .setParameter(3, Timestamp.from(codeAt))
                .getSingleResult();
        return tries.intValue() > MOST_TRIES;
    }

    /** An attempt is about to be closed by its confirmation: typed again, its code leads to the same signature. */
    public void keepUsed(Attempt attempt, Signature signature) {
        database.createNativeQuery("insert into used_code (petition_id, code_hash, signature_id, code_at, good_until)"
                        + " values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, attempt.petitionId())
                .setParameter(2, attempt.codeHash())
                .setParameter(3, signature.id())
                .setParameter(4, Timestamp.from(attempt.codeAt()))
                .setParameter(5, Timestamp.from(attempt.expiresAt()))
                .executeUpdate();
    }

    public Optional<Used> used(long petitionId, byte[] codeHash, Instant now) {
        List<?> rows = database.createNativeQuery("select signature_id, code_at from used_code"
                        + " where petition_id = ?1 and code_hash = ?2 and good_until > ?3")
                .setParameter(1, petitionId)
                .setParameter(2, codeHash)
                .setParameter(3, Timestamp.from(now))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Used(((Number) row[0]).longValue(), Times.instant(row[1])))
                .findFirst();
    }

    /** No code leads to this signature any more. */
    public void forget(Signature signature) {
        database.createNativeQuery("delete from used_code where petition_id = ?1 and signature_id = ?2")
                .setParameter(1, signature.petitionId())
                .setParameter(2, signature.id())
                .executeUpdate();
    }

    /** Forgets what no code that is still good can be judged by. */
    public void forget(Instant now) {
        database.createNativeQuery("delete from code_try where tried_at <= ?1")
                .setParameter(1, Timestamp.from(now.minus(MEMORY)))
                .executeUpdate();
        database.createNativeQuery("delete from used_code where good_until <= ?1")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
    }
}
