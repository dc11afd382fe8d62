package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.config.Places;
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

    /**
     * Adds attempts for which it is to be decided what mail goes out.
     *
     * @param home the number of the node that can read their first links
     */
    public void addAll(List<Attempt> together, long home) {
        together.forEach(database::persist);
        together.forEach(attempt -> database.persist(new Undecided(attempt, home)));
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

    /** Those of these that there are, by number, asked for at once. */
    public Map<Long, Attempt> findAll(long petitionId, Collection<Long> ids) {
        return database.createQuery(
                        "select a from Attempt a where a.petitionId = :petition and a.id in :ids", Attempt.class)
                .setParameter("petition", petitionId)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Attempt::id, attempt -> attempt));
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

    /** What is now to be decided, locked; what others have locked is left to them. */
    public List<Undecided> lockUndecided(Instant now, int most) {
        List<?> rows = database.createNativeQuery(
                        "select * from undecided_attempt where since <= ?1 order by since limit " + most
                                + " for update skip locked",
                        Undecided.class)
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return rows.stream().map(Undecided.class::cast).toList();
    }

    /** These attempts are decided. */
    public void decided(long petitionId, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            // Not in the query language: its provider would compare each row that it has read with each number.
            Query query = database.createNativeQuery("delete from undecided_attempt where petition_id = ?1"
                            + " and attempt_id in (" + Places.of(2, ids.size()) + ")")
                    .setParameter(1, petitionId);
            int place = 2;
            for (long id : ids) {
                query.setParameter(place++, id);
            }
            query.executeUpdate();
        }
    }

    /** Locks an attempt that was read before; what others have done to it meanwhile is seen. */
    public void lock(Attempt attempt) {
        database.refresh(attempt, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Open attempts that a reminder is due for, locked; those that others have locked are left to them. */
    public List<Attempt> lockToRemind(Instant now, int most) {
        return lockedWhere("remind_at <= ?1 order by remind_at", now, most);
    }

    /** Open attempts whose time is over, locked. */
    public List<Attempt> lockExpired(Instant now, int most) {
        return lockedWhere("outcome = 'OPEN' and expires_at <= ?1 order by expires_at", now, most);
    }

    /** Rows as they are, locked in one question: to find each by its number asks once for every row. */
    private List<Attempt> lockedWhere(String condition, Instant now, int most) {
        List<?> rows = database.createNativeQuery(
                        "select * from attempt where " + condition + " limit " + most + " for update skip locked",
                        Attempt.class)
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return rows.stream().map(Attempt.class::cast).toList();
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
