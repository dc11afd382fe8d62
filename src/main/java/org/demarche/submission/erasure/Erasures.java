package org.demarche.submission.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.RowId;
import org.demarche.submission.Edition;

/** All erasures on schedule, and what they do to signatures. */
@ApplicationScoped
public class Erasures {
    /** Whom an erasure is about, among the signatures {@code s}: ?1 is the petition, ?2 the edition. */
    private static final String IN_EDITION =
            "exists (select 1 from edition_entry e where e.petition_id = ?1 and e.edition_id = ?2"
                    + " and e.signature_id = s.id)";

    private static final String IN_PETITION = "?2 < 0";

    /** What is left of those whom nobody has erased before. */
    private static final String UNTOUCHED = "s.petition_id = ?1 and s.erasure_id is null and s.state <> 'ERASED'";

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Erasures() {}

    public Erasures(EntityManager database) {
        this.database = database;
    }

    /** Of an edition's signers; empty until it has begun. */
    public Optional<Erasure> of(Edition edition) {
        return database.createQuery(
                        "select e from Erasure e where e.petitionId = :petition and e.editionId = :edition",
                        Erasure.class)
                .setParameter("petition", edition.petitionId())
                .setParameter("edition", edition.id())
                .getResultStream()
                .findFirst();
    }

    /** Those that have begun and not ended, the oldest first. */
    List<Erasure> unfinished() {
        return database.createQuery(
                        "select e from Erasure e where e.finishedAt is null order by e.begunAt, e.id", Erasure.class)
                .getResultList();
    }

    Optional<Erasure> lock(long petitionId, long id) {
        return Optional.ofNullable(
                database.find(Erasure.class, new RowId(petitionId, id), LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * Begins an erasure at once.
     *
     * @throws jakarta.persistence.PersistenceException if neither a delivery nor an expiry is recorded; the transaction is
     *     lost
     */
    void add(Erasure erasure) {
        database.persist(erasure);
        database.flush();
    }

    /** The delivered editions whose audit window ended before this moment and whose erasure has not begun. */
    List<Edition> due(Instant deliveredBefore) {
        return database.createQuery(
                        "select n from Edition n where n.deliveredAt <= :before and not exists (select e from Erasure e"
                                + " where e.petitionId = n.petitionId and e.editionId = n.id) order by n.deliveredAt",
                        Edition.class)
                .setParameter("before", deliveredBefore)
                .getResultList();
    }

    /** Records that a petition has expired, once. */
    void expire(long petitionId, Instant expiredAt, Instant now) {
        database.createNativeQuery("insert into petition_expiry (petition_id, expired, expired_at, recorded_at)"
                        + " values (?1, true, ?2, ?3)")
                .setParameter(1, petitionId)
                .setParameter(2, Timestamp.from(expiredAt))
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
    }

    /** The number of the last signature of the next portion; empty if there is nobody left. */
    Optional<Long> nextPortion(Erasure erasure, int size) {
        List<?> ids = about(
                        erasure,
                        "select s.id from signature s where " + UNTOUCHED + " and s.id > ?3 and " + whom(erasure)
                                + " order by s.id")
                .setParameter(3, erasure.reached())
                .setMaxResults(size)
                .getResultList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(((Number) ids.get(ids.size() - 1)).longValue());
    }

    /** How many of a portion want to be told the news. */
    long countNews(Erasure erasure, long last) {
        return ((Number) about(
                                erasure,
                                "select count(*) from signature s where " + UNTOUCHED
                                        + " and s.id > ?3 and s.id <= ?4 and s.news and s.sealed_address is not null and "
                                        + whom(erasure))
                        .setParameter(3, erasure.reached())
                        .setParameter(4, last)
                        .getSingleResult())
                .longValue();
    }

    /** Destroys what names the signers of a portion, but for the sealed address of those who want to be told the news. */
    long destroy(Erasure erasure, long last, Instant now) {
        for (String beside : List.of(
                "update page_link set own_copy = null where petition_id = ?1 and own_copy is not null and signature_id in ",
                "delete from review_request where petition_id = ?1 and signature_id in ",
                "delete from used_code where petition_id = ?1 and signature_id in ")) {
            about(
                            erasure,
                            beside + "(select s.id from signature s where " + UNTOUCHED
                                    + " and s.id > ?3 and s.id <= ?4 and " + whom(erasure) + ")")
                    .setParameter(3, erasure.reached())
                    .setParameter(4, last)
                    .executeUpdate();
        }
        return about(
                        erasure,
                        """
                        update signature s set sealed_identity = null, data_key_id = null, name_hash = null,
                            domain_mark = null, network_mark = null, flags = null, erasure_id = ?5, erased_at = ?6,
                            sealed_address = case when s.news then s.sealed_address else null end,
                            address_key_id = case when s.news then s.address_key_id else null end"""
                                + " where " + UNTOUCHED + " and s.id > ?3 and s.id <= ?4 and " + whom(erasure))
                .setParameter(3, erasure.reached())
                .setParameter(4, last)
                .setParameter(5, erasure.id())
                .setParameter(6, Timestamp.from(now))
                .executeUpdate();
    }

    private Query about(Erasure erasure, String sql) {
        return database.createNativeQuery(sql)
                .setParameter(1, erasure.petitionId())
                .setParameter(2, erasure.editionId().orElse(-1));
    }

    private static String whom(Erasure erasure) {
        return erasure.isOfExpired() ? IN_PETITION : IN_EDITION;
    }
}
