package org.demarche.signing.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** All partners, those whose key is revoked too. */
@ApplicationScoped
public class Partners {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Partners() {}

    public Partners(EntityManager database) {
        this.database = database;
    }

    void add(Partner partner) {
        database.persist(partner);
        database.flush();
    }

    Optional<Partner> lock(long id) {
        return Optional.ofNullable(database.find(Partner.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<Partner> byKey(PartnerKey key) {
        return database.createQuery("select p from Partner p where p.keyHash = :hash", Partner.class)
                .setParameter("hash", key.hash())
                .getResultStream()
                .findFirst();
    }

    /** The newest first. */
    List<Partner> all() {
        return database.createQuery("select p from Partner p order by p.madeAt desc, p.id desc", Partner.class)
                .getResultList();
    }
}
