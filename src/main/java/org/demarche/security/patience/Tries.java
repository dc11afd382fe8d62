package org.demarche.security.patience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;

/** The tries at each door, by its mark. */
@ApplicationScoped
public class Tries {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Tries() {}

    public Tries(EntityManager database) {
        this.database = database;
    }

    /** Those at one door; nobody else counts there until the transaction ends. */
    Optional<TryCount> lock(String mark) {
        return Optional.ofNullable(database.find(TryCount.class, mark, LockModeType.PESSIMISTIC_WRITE));
    }

    /** @throws jakarta.persistence.PersistenceException if somebody else counted the first one there just now */
    void add(TryCount first) {
        database.persist(first);
        database.flush();
    }

    void forget(TryCount count) {
        database.remove(count);
    }

    void forgetBefore(Instant time) {
        database.createQuery("delete from TryCount c where c.lastAt < :time")
                .setParameter("time", time)
                .executeUpdate();
    }
}
