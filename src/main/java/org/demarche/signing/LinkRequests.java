package org.demarche.signing;

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
class LinkRequests {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected LinkRequests() {}

    LinkRequests(EntityManager database) {
        this.database = database;
    }

    void add(LinkRequest request) {
        database.persist(request);
    }

    void remove(LinkRequest request) {
        database.remove(request);
    }

    Optional<LinkRequest> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(LinkRequest.class, new RowId(petitionId, id)));
    }

    List<LinkRequest> lockUndecided(int most) {
        List<?> rows = database.createNativeQuery(
                        "select petition_id, id from link_request where undecided_since is not null"
                                + " order by undecided_since limit " + most + " for update skip locked")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> database.find(LinkRequest.class, Attempts.rowId(row)))
                .toList();
    }

    /** Requests that were never answered, because their mail could not be sent while its address could be read. */
    int removeBefore(Instant time) {
        return database.createNativeQuery("delete from link_request where created_at < ?1")
                .setParameter(1, Timestamp.from(time))
                .executeUpdate();
    }
}
