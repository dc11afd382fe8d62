package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.demarche.vault.Token;

/** Links that led somewhere once, so that whoever follows one is told why it does not any more. */
@ApplicationScoped
public class EndedLinks {
    private static final int DAYS = 90;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected EndedLinks() {}

    public EndedLinks(EntityManager database) {
        this.database = database;
    }

    /** Why a link has ended. */
    public enum Why {
        /** It was not followed in time. */
        EXPIRED,
        /** Its owner took a new one. */
        REPLACED,
        /** Its owner had everything erased. */
        ERASED
    }

    /** A link that has ended. */
    public record Ended(long petitionId, Why why) {}

    public void add(long petitionId, byte[] tokenHash, Why why, LocalDate today) {
        database.createNativeQuery(
                        "insert into ended_link (petition_id, token_hash, why, ended_on) values (?1, ?2, ?3, ?4)")
                .setParameter(1, petitionId)
                .setParameter(2, tokenHash)
                .setParameter(3, why.name())
                .setParameter(4, Date.valueOf(today))
                .executeUpdate();
    }

    public Optional<Ended> find(Token token) {
        List<?> rows = database.createNativeQuery("select petition_id, why from ended_link where token_hash = ?1")
                .setParameter(1, token.hash())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Ended(((Number) row[0]).longValue(), Why.valueOf((String) row[1])))
                .findFirst();
    }

    /** Forgets what ended 90 days ago or earlier. */
    public int forget(LocalDate today) {
        return database.createNativeQuery("delete from ended_link where ended_on <= ?1")
                .setParameter(1, Date.valueOf(today.minusDays(DAYS)))
                .executeUpdate();
    }
}
