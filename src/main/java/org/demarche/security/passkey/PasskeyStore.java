package org.demarche.security.passkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The passkeys of all accounts. */
@ApplicationScoped
public class PasskeyStore {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected PasskeyStore() {}

    public PasskeyStore(EntityManager database) {
        this.database = database;
    }

    void add(Passkey passkey) {
        database.persist(passkey);
        database.flush();
    }

    /** Those of an account, the first made first. */
    List<Passkey> of(long staff) {
        return database.createQuery("select p from Passkey p where p.staffId = :staff order by p.id", Passkey.class)
                .setParameter("staff", staff)
                .getResultList();
    }

    /** The one of an account with this identifier, for one caller at a time: its count goes up with each use. */
    Optional<Passkey> findAlone(long staff, byte[] credentialId) {
        return database.createQuery(
                        "select p from Passkey p where p.staffId = :staff and p.credentialId = :id", Passkey.class)
                .setParameter("staff", staff)
                .setParameter("id", credentialId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    boolean isKnown(byte[] credentialId) {
        return !database.createQuery("select p.id from Passkey p where p.credentialId = :id", Long.class)
                .setParameter("id", credentialId)
                .getResultList()
                .isEmpty();
    }

    boolean remove(long staff, long id) {
        return database.createQuery("delete from Passkey p where p.staffId = :staff and p.id = :id")
                        .setParameter("staff", staff)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }
}
