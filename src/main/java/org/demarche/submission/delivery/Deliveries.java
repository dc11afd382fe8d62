package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.RowId;
import org.demarche.submission.Edition;

/** All attempts to hand editions over, and what addressees answered. */
@ApplicationScoped
public class Deliveries {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Deliveries() {}

    public Deliveries(EntityManager database) {
        this.database = database;
    }

    /** The attempts to hand an edition over, the first first. */
    public List<Delivery> of(Edition edition) {
        return database.createQuery(
                        "select d from Delivery d where d.petitionId = :petition and d.editionId = :edition"
                                + " order by d.deliveredAt, d.id",
                        Delivery.class)
                .setParameter("petition", edition.petitionId())
                .setParameter("edition", edition.id())
                .getResultList();
    }

    public Optional<Delivery> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Delivery.class, new RowId(petitionId, id)));
    }

    /** Adds a record at once, so that what refers to it finds it. */
    void add(Delivery delivery) {
        database.persist(delivery);
        database.flush();
    }

    public Optional<Answer> answer(Edition edition) {
        return Optional.ofNullable(database.find(Answer.class, new RowId(edition.petitionId(), edition.id())));
    }

    void add(Answer answer) {
        database.persist(answer);
        database.flush();
    }
}
