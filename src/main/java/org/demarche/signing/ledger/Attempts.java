package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.petition.RowId;
import org.demarche.vault.Token;

/** The ledger of attempts, and the links that lead to the open ones. */
@ApplicationScoped
public class Attempts {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Attempts() {}

    public Attempts(EntityManager database) {
        this.database = database;
    }

    public void addAll(List<Attempt> together) {
        together.forEach(database::persist);
        // Now rather than at the commit, whose failures say less.
        database.flush();
    }

    /** One more link to an open attempt, mailed later than the first. */
    public void addLink(Attempt attempt, Token token, Instant now) {
        database.createNativeQuery("insert into fresh_link (petition_id, token_hash, attempt_id, created_at, page_hash)"
                        + " values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, attempt.petitionId())
                .setParameter(2, token.hash())
                .setParameter(3, attempt.id())
                .setParameter(4, Timestamp.from(now))
                .setParameter(5, Links.pageAfter(token).hash())
                .executeUpdate();
        attempt.linkAdded(now);
    }

    /**
     * The hash of the token of a page that one of an attempt's links leads to.
     *
     * @param ownCopy what that token opens; null for every link but the first
     */
    public record Way(byte[] pageHash, byte[] ownCopy) {}

    /** Where the links of an open attempt lead once it is confirmed. */
    public List<Way> ways(Attempt attempt) {
        List<?> later = database.createNativeQuery("select page_hash from fresh_link where petition_id = ?1"
                        + " and attempt_id = ?2 and page_hash is not null")
                .setParameter(1, attempt.petitionId())
                .setParameter(2, attempt.id())
                .getResultList();
        return Stream.concat(
                        Stream.ofNullable(attempt.pageHash()).map(hash -> new Way(hash, attempt.ownCopy())),
                        later.stream().map(hash -> new Way((byte[]) hash, null)))
                .toList();
    }

    public Optional<Attempt> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Attempt.class, new RowId(petitionId, id)));
    }

    public Optional<Attempt> byToken(Token token) {
        return rowOf(token).map(row -> database.find(Attempt.class, row));
    }

    /** The same, locked until the transaction ends and as it stands after waiting for others. */
    public Optional<Attempt> lockByToken(Token token) {
        return rowOf(token).map(row -> database.find(Attempt.class, row, LockModeType.PESSIMISTIC_WRITE));
    }

    private Optional<RowId> rowOf(Token token) {
        List<?> rows = database.createNativeQuery("select petition_id, id from attempt where token_hash = ?1"
                        + " union all select petition_id, attempt_id from fresh_link where token_hash = ?2")
                .setParameter(1, token.hash())
                .setParameter(2, token.hash())
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(Attempts::rowId).findFirst();
    }

    /** Open attempts of an address, the newest first, locked. */
    public List<Attempt> lockOpenByAddress(long petitionId, byte[] addressHash) {
        return database.createQuery(
                        "select a from Attempt a where a.petitionId = :petition and a.address.current = :hash"
                                + " order by a.id desc",
                        Attempt.class)
                .setParameter("petition", petitionId)
                .setParameter("hash", addressHash)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Whether the same person has sent another form with the same address since, which is open as well. */
    public boolean hasNewer(Attempt attempt) {
        List<?> names = database.createNativeQuery("select name_hash from attempt where petition_id = ?1"
                        + " and address_hash = ?2 and outcome = 'OPEN'"
                        + " and (created_at > ?3 or (created_at = ?3 and id > ?4))")
                .setParameter(1, attempt.petitionId())
                .setParameter(2, attempt.addressHash())
                .setParameter(3, Timestamp.from(attempt.createdAt()))
                .setParameter(4, attempt.id())
                .getResultList();
        return names.stream()
                .anyMatch(name -> name == null
                        || attempt.nameHash() == null
                        || MessageDigest.isEqual((byte[]) name, attempt.nameHash()));
    }

    /**
     * Attempts for which it is now to be decided what mail goes out; rows that others have locked are left to them.
     */
    public List<Attempt> lockUndecided(Instant now, int most) {
        return locked("undecided_since", now, most);
    }

    /** Open attempts that a reminder is due for, locked in the same way. */
    public List<Attempt> lockToRemind(Instant now, int most) {
        return locked("remind_at", now, most);
    }

    private List<Attempt> locked(String due, Instant now, int most) {
        List<?> rows = database.createNativeQuery("select petition_id, id from attempt where " + due + " <= ?1"
                        + " order by " + due + " limit " + most + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> database.find(Attempt.class, rowId(row)))
                .toList();
    }

    /** Open attempts whose time is over, locked. */
    public List<Attempt> lockExpired(Instant now, int most) {
        List<?> rows = database.createNativeQuery("select petition_id, id from attempt where outcome = 'OPEN'"
                        + " and expires_at <= ?1 order by expires_at limit " + most + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> database.find(Attempt.class, rowId(row)))
                .toList();
    }

    /** The time of an attempt is over: whoever still follows one of its links is told so. */
    public void expireLinks(Attempt attempt, EndedLinks ended, LocalDate today) {
        List<?> later = database.createNativeQuery(
                        "select token_hash from fresh_link where petition_id = ?1 and attempt_id = ?2")
                .setParameter(1, attempt.petitionId())
                .setParameter(2, attempt.id())
                .getResultList();
        Stream.concat(Stream.of(attempt.tokenHash()), later.stream().map(byte[].class::cast))
                .forEach(hash -> ended.add(attempt.petitionId(), hash, EndedLinks.Why.EXPIRED, today));
        removeLinks(attempt);
    }

    /** Removes the later links of an attempt that is closed. */
    public void removeLinks(Attempt attempt) {
        database.createNativeQuery("delete from fresh_link where petition_id = ?1 and attempt_id = ?2")
                .setParameter(1, attempt.petitionId())
                .setParameter(2, attempt.id())
                .executeUpdate();
    }

    public static RowId rowId(Object[] row) {
        return new RowId(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }
}
