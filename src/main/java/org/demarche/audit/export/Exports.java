package org.demarche.audit.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.demarche.audit.AuditLog;

/** Lets copies be taken, a few an hour by each account, on whichever node. */
@ApplicationScoped
public class Exports {
    /** How many copies one account may take within an hour. */
    public static final int AN_HOUR = 10;

    private static final Duration HOUR = Duration.ofHours(1);

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private AuditLog log;
    private Clock clock;

    protected Exports() {}

    @Inject
    Exports(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    public Exports(EntityManager database, AuditLog log, Clock clock) {
        this(log, clock);
        this.database = database;
    }

    /**
     * Notes that a copy is taken. Only after this has returned may its first byte leave.
     *
     * @throws TooManyExports if the account has taken its share of this hour
     */
    @Transactional
    public void begin(Copy copy) {
        Instant now = clock.instant();
        long staff = copy.actor().id();
        // Two requests of one account at the same moment count one after the other.
        database.createNativeQuery("select id from staff where id = ?1 for update")
                .setParameter(1, staff)
                .getSingleResult();
        List<Instant> taken = takenSince(now.minus(HOUR), staff);
        if (taken.size() >= AN_HOUR) {
            throw new TooManyExports(Duration.between(now, taken.get(0).plus(HOUR)));
        }
        database.createNativeQuery("insert into export_taken (staff_id, taken_at) values (?1, ?2)")
                .setParameter(1, staff)
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
        log.append(copy.actor().reference(), copy.action(), copy.subject(), copy.detail());
    }

    private List<Instant> takenSince(Instant start, long staff) {
        database.createNativeQuery("delete from export_taken where staff_id = ?1 and taken_at <= ?2")
                .setParameter(1, staff)
                .setParameter(2, Timestamp.from(start))
                .executeUpdate();
        List<?> times = database.createNativeQuery(
                        "select taken_at from export_taken where staff_id = ?1 order by taken_at")
                .setParameter(1, staff)
                .getResultList();
        return times.stream().map(Exports::instant).toList();
    }

    // The one database hands out the one type, the other the other.
    private static Instant instant(Object time) {
        return time instanceof Timestamp timestamp ? timestamp.toInstant() : ((OffsetDateTime) time).toInstant();
    }
}
