package org.demarche.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Names the node that runs a job, so that work on a schedule runs once however many nodes there are. */
@ApplicationScoped
public class JobLeases {
    /** No job asks for more: a lease that ends later was taken by a clock that ran ahead, and would bind for as long. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final String node = UUID.randomUUID().toString();

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;

    protected JobLeases() {}

    @Inject
    JobLeases(Clock clock) {
        this.clock = clock;
    }

    public JobLeases(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whether this node holds the lease from now on for the time given. A node that holds it may prolong it; another's
     * is taken only after its end.
     *
     * @param time two hours at most
     * @throws jakarta.persistence.PersistenceException if another node took a new lease at the same moment
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean hold(String job, Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lease of " + time);
        }
        Instant now = clock.instant();
        int prolonged = database.createNativeQuery("update job_lease set holder = ?1, until = ?2"
                        + " where name = ?3 and (holder = ?1 or until <= ?4 or until > ?5)")
                .setParameter(1, node)
                .setParameter(2, Timestamp.from(now.plus(time)))
                .setParameter(3, job)
                .setParameter(4, Timestamp.from(now))
                .setParameter(5, Timestamp.from(now.plus(LONGEST)))
                .executeUpdate();
        if (prolonged == 1) {
            return true;
        }
        return database.createNativeQuery("insert into job_lease (name, holder, until)"
                                + " select cast(?1 as varchar(64)), cast(?2 as varchar(64)), cast(?3 as timestamp with time zone)"
                                + " where not exists (select 1 from job_lease where name = ?1)")
                        .setParameter(1, job)
                        .setParameter(2, node)
                        .setParameter(3, Timestamp.from(now.plus(time)))
                        .executeUpdate()
                == 1;
    }

    /** Removes the leases whose names begin so and that nobody has held for this time. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void forget(String beginning, Duration time) {
        database.createNativeQuery("delete from job_lease where name like ?1 and until < ?2")
                .setParameter(1, beginning + "%")
                .setParameter(2, Timestamp.from(clock.instant().minus(time)))
                .executeUpdate();
    }

    /** {@return the names of the leases, of those that begin so, that other nodes hold at this moment} */
    public List<String> heldByOthers(String beginning) {
        Instant now = clock.instant();
        List<?> names = database.createNativeQuery("select name from job_lease where name like ?1 and holder <> ?2"
                        + " and until > ?3 and until <= ?4")
                .setParameter(1, beginning + "%")
                .setParameter(2, node)
                .setParameter(3, Timestamp.from(now))
                .setParameter(4, Timestamp.from(now.plus(LONGEST)))
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }
}
