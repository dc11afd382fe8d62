package org.demarche.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everyone who may log in, and the one-time link that lets the first of them in. */
@ApplicationScoped
public class StaffMembers {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected StaffMembers() {}

    public StaffMembers(EntityManager database) {
        this.database = database;
    }

    public void add(Staff staff) {
        database.persist(staff);
    }

    public Optional<Staff> byId(long id) {
        return Optional.ofNullable(database.find(Staff.class, id));
    }

    /** Finds who logs in with an address; capital letters don't count. */
    public Optional<Staff> byEmail(String email) {
        return database.createQuery("select s from Staff s where s.email = :email", Staff.class)
                .setParameter("email", Staff.address(email))
                .getResultStream()
                .findFirst();
    }

    /** {@return everyone, by name} */
    public List<Staff> all() {
        return database.createQuery("select s from Staff s order by s.name, s.id", Staff.class)
                .getResultList();
    }

    /** As {@link #all}; nobody else changes any of them until the transaction ends. */
    public List<Staff> allLocked() {
        return database.createQuery("select s from Staff s order by s.id", Staff.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS)
                .getResultList();
    }

    public boolean isEmpty() {
        return database.createQuery("select count(s) from Staff s", Long.class).getSingleResult() == 0;
    }

    /**
     * Adds a set-up link: each node that starts has its own.
     *
     * @param tokenHash SHA-256 of its token
     */
    public void offerSetUp(byte[] tokenHash, Instant now) {
        database.createNativeQuery("insert into setup_link (token_hash, created_at) values (?1, ?2)")
                .setParameter(1, tokenHash)
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
    }

    /** {@return whether this is a set-up link that was made after this time, and not yet used} */
    public boolean isSetUpOffered(byte[] tokenHash, Instant after) {
        return ((Number) database.createNativeQuery(
                                        "select count(*) from setup_link where token_hash = ?1 and created_at > ?2")
                                .setParameter(1, tokenHash)
                                .setParameter(2, Timestamp.from(after))
                                .getSingleResult())
                        .intValue()
                > 0;
    }

    /**
     * Uses a set-up link up that was made after this time.
     *
     * @return true for exactly one caller, even if several come at once
     */
    public boolean redeemSetUp(byte[] tokenHash, Instant after) {
        return database.createNativeQuery("delete from setup_link where token_hash = ?1 and created_at > ?2")
                        .setParameter(1, tokenHash)
                        .setParameter(2, Timestamp.from(after))
                        .executeUpdate()
                == 1;
    }

    /** Makes every set-up link void. */
    public void withdrawSetUp() {
        database.createNativeQuery("delete from setup_link").executeUpdate();
    }
}
