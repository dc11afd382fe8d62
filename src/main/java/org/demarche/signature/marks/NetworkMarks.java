package org.demarche.signature.marks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import org.demarche.vault.NetworkKeys;

/** Forgets from which network signatures came. */
@ApplicationScoped
public class NetworkMarks {
    /** How many days after the day of the form a network's mark is kept. */
    public static final int DAYS = 14;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected NetworkMarks() {}

    public NetworkMarks(EntityManager database) {
        this.database = database;
    }

    /** Takes the marks off whose time is over; returns how many there were. */
    public int forget(LocalDate today) {
        return database.createNativeQuery("update signature set network_mark = null"
                        + " where petition_id in (select id from petition) and network_mark < ?1")
                .setParameter(1, NetworkKeys.prefix(today.minusDays(DAYS)))
                .executeUpdate();
    }
}
