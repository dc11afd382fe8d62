package org.demarche.security.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** Everything that members of staff can show besides a password. */
@ApplicationScoped
public class Factors {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Factors() {}

    public Factors(EntityManager database) {
        this.database = database;
    }

    /** Whether an account has a second factor: codes by the clock or a passkey. Codes on paper alone are none. */
    public boolean has(long staff) {
        return number("select count(*) from staff_totp where staff_id = ?1 and secret is not null", staff)
                        + number("select count(*) from staff_passkey where staff_id = ?1", staff)
                > 0;
    }

    Optional<TotpKey> totp(long staff) {
        return Optional.ofNullable(database.find(TotpKey.class, staff));
    }

    void add(TotpKey key) {
        database.persist(key);
    }

    void remove(TotpKey key) {
        database.remove(key);
    }

    /**
     * Uses the code of a step up, and of all steps before.
     *
     * @return true for exactly one of several who show it at once, on whatever nodes
     */
    boolean use(long staff, long step) {
        return database.createNativeQuery("update staff_totp set last_step = ?1 where staff_id = ?2 and last_step < ?1")
                        .setParameter(1, step)
                        .setParameter(2, staff)
                        .executeUpdate()
                == 1;
    }

    /** How many codes on paper are left. */
    long recoveryCodes(long staff) {
        return number("select count(*) from staff_recovery_code where staff_id = ?1", staff);
    }

    void add(long staff, RecoveryCode code) {
        database.createNativeQuery("insert into staff_recovery_code (code_hash, staff_id) values (?1, ?2)")
                .setParameter(1, code.hash())
                .setParameter(2, staff)
                .executeUpdate();
    }

    /** Uses a code on paper up: true for exactly one of several who show it at once. */
    boolean use(long staff, RecoveryCode code) {
        return database.createNativeQuery("delete from staff_recovery_code where staff_id = ?1 and code_hash = ?2")
                        .setParameter(1, staff)
                        .setParameter(2, code.hash())
                        .executeUpdate()
                == 1;
    }

    void dropRecoveryCodes(long staff) {
        database.createNativeQuery("delete from staff_recovery_code where staff_id = ?1")
                .setParameter(1, staff)
                .executeUpdate();
    }

    /** Takes the codes on paper away from an account that has nothing else left. */
    void dropLonelyRecoveryCodes(long staff) {
        database.flush();
        if (!has(staff)) {
            dropRecoveryCodes(staff);
        }
    }

    /** Takes codes by the clock, passkeys and codes on paper away. */
    void dropAll(long staff) {
        dropRecoveryCodes(staff);
        for (String table : List.of("staff_totp", "staff_passkey")) {
            database.createNativeQuery("delete from " + table + " where staff_id = ?1")
                    .setParameter(1, staff)
                    .executeUpdate();
        }
    }

    private long number(String query, long staff) {
        return ((Number)
                        database.createNativeQuery(query).setParameter(1, staff).getSingleResult())
                .longValue();
    }
}
