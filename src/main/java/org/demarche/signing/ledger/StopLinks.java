package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.vault.Token;

/**
 * The links at the end of mails, by which whoever reads them stops all mail to their address. A link leads to a keyed
 * address hash and to nothing else: not to an attempt, and not to anything that it could confirm.
 */
@ApplicationScoped
public class StopLinks {
    /** How long a link is good: well beyond the last mail of an attempt. */
    public static final Duration LIFE = Duration.ofDays(60);

    /** Whose mail a link stops. */
    public record Owner(long petitionId, byte[] addressHash) {}

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected StopLinks() {}

    public StopLinks(EntityManager database) {
        this.database = database;
    }

    public void add(long petitionId, byte[] addressHash, Token token, Instant now) {
        database.persist(new StopLink(petitionId, token.hash(), addressHash, now));
    }

    public Optional<Owner> find(Token token) {
        return owner("select petition_id, address_hash from stop_link where token_hash = ?1", token);
    }

    /** The same, locked until the transaction ends, so that pressing twice is pressing once after the other. */
    public Optional<Owner> lock(Token token) {
        return owner("select petition_id, address_hash from stop_link where token_hash = ?1 for update", token);
    }

    private Optional<Owner> owner(String query, Token token) {
        List<?> rows =
                database.createNativeQuery(query).setParameter(1, token.hash()).getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Owner(((Number) row[0]).longValue(), (byte[]) row[1]))
                .findFirst();
    }

    public int removeBefore(Instant time) {
        return database.createNativeQuery("delete from stop_link where created_at < ?1")
                .setParameter(1, Timestamp.from(time))
                .executeUpdate();
    }
}
