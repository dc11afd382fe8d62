package org.demarche.moderation.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.RowId;

/** All decisions about many, and the signatures that each lists. */
@ApplicationScoped
public class Bulks {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Bulks() {}

    public Bulks(EntityManager database) {
        this.database = database;
    }

    /** Adds one. Writes at once, so that signatures can be listed for it. */
    void add(Bulk bulk) {
        database.persist(bulk);
        database.flush();
    }

    Optional<Bulk> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Bulk.class, new RowId(petitionId, id)));
    }

    /** One of them, locked until the transaction ends. */
    Optional<Bulk> lock(long petitionId, long id) {
        return Optional.ofNullable(
                database.find(Bulk.class, new RowId(petitionId, id), LockModeType.PESSIMISTIC_WRITE));
    }

    /** The latest of a petition that somebody confirmed, newest first. */
    List<Bulk> latest(long petitionId, int most) {
        return database.createQuery(
                        "select b from Bulk b where b.petitionId = :petition and b.state <> :counted"
                                + " order by b.requestedAt desc, b.id desc",
                        Bulk.class)
                .setParameter("petition", petitionId)
                .setParameter("counted", BulkState.COUNTED)
                .setMaxResults(most)
                .getResultList();
    }

    /** The one that has waited longest of those that are to go on. */
    Optional<Bulk> moving() {
        return database.createQuery(
                        "select b from Bulk b where b.state in :states order by b.requestedAt, b.id", Bulk.class)
                .setParameter("states", List.of(BulkState.RUNNING, BulkState.UNDOING))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The next signatures of a list, by number. */
    List<Long> next(Bulk bulk, int most) {
        List<?> ids = database.createNativeQuery("select signature_id from bulk_item where petition_id = ?1"
                        + " and bulk_id = ?2 and signature_id > ?3 order by signature_id")
                .setParameter(1, bulk.petitionId())
                .setParameter(2, bulk.id())
                .setParameter(3, bulk.reached())
                .setMaxResults(most)
                .getResultList();
        return ids.stream().map(id -> ((Number) id).longValue()).toList();
    }

    /** Forgets those that were counted before a moment and never confirmed. */
    void forgetUnconfirmed(Instant before) {
        database.createNativeQuery("delete from bulk_item where exists (select 1 from bulk b"
                        + " where b.petition_id = bulk_item.petition_id and b.id = bulk_item.bulk_id"
                        + " and b.state = 'COUNTED' and b.requested_at < ?1)")
                .setParameter(1, Timestamp.from(before))
                .executeUpdate();
        database.createNativeQuery("delete from bulk where state = 'COUNTED' and requested_at < ?1")
                .setParameter(1, Timestamp.from(before))
                .executeUpdate();
    }
}
