package org.demarche.signing.trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Which petitions are filled. */
@ApplicationScoped
public class Fillings {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Fillings() {}

    public Fillings(EntityManager database) {
        this.database = database;
    }

    Optional<Filling> find(long petitionId) {
        return Optional.ofNullable(database.find(Filling.class, petitionId));
    }

    /** Nobody else has it until the transaction ends. */
    Optional<Filling> lock(long petitionId) {
        return Optional.ofNullable(database.find(Filling.class, petitionId, LockModeType.PESSIMISTIC_WRITE));
    }

    void add(Filling filling) {
        database.persist(filling);
        database.flush();
    }

    List<Long> moving() {
        return database.createQuery("select f.petitionId from Filling f where f.wanted <> f.made", Long.class)
                .getResultList();
    }

    List<Long> filled() {
        return database.createQuery("select f.petitionId from Filling f where f.made > 0", Long.class)
                .getResultList();
    }
}
