package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.RowId;

/** What people asked for who have lost the link to their page. */
@ApplicationScoped
public class LinkRequests {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected LinkRequests() {}

    public LinkRequests(EntityManager database) {
        this.database = database;
    }

    public void add(LinkRequest request) {
        database.persist(request);
    }

    public void remove(LinkRequest request) {
        database.remove(request);
    }

    public Optional<LinkRequest> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(LinkRequest.class, new RowId(petitionId, id)));
    }

    public List<LinkRequest> lockUndecided(int most) {
        List<?> rows = database.createNativeQuery(
                        "select petition_id, id from link_request where undecided_since is not null"
                                + " order by undecided_since limit " + most + " for update skip locked")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> database.find(LinkRequest.class, Attempts.rowId(row)))
                .toList();
    }

    /** What was asked for with one address. */
    public List<LinkRequest> byAddress(long petitionId, byte[] addressHash) {
        return database.createQuery(
                        "select r from LinkRequest r where r.petitionId = :petition and r.address.current = :hash",
                        LinkRequest.class)
                .setParameter("petition", petitionId)
                .setParameter("hash", addressHash)
                .getResultList();
    }

    /** Requests that were never answered, because their mail could not be sent while its address could be read. */
    public int removeBefore(Instant time) {
        return database.createNativeQuery("delete from link_request where created_at < ?1")
                .setParameter(1, Timestamp.from(time))
                .executeUpdate();
    }
}
