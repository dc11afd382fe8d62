package org.demarche.security.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.vault.Token;

/** Every log-in that has not ended, and for a while those that have. */
@ApplicationScoped
public class StaffSessions {
    private static final String END =
            "update StaffSession s set s.endedAt = :now, s.endedWhy = :why" + " where s.endedAt is null";

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected StaffSessions() {}

    public StaffSessions(EntityManager database) {
        this.database = database;
    }

    void add(StaffSession session) {
        database.persist(session);
    }

    /** The log-in of a token, unless it has ended. */
    Optional<StaffSession> find(Token token) {
        return database.createQuery(
                        "select s from StaffSession s where s.tokenHash = :hash and s.endedAt is null",
                        StaffSession.class)
                .setParameter("hash", token.hash())
                .getResultStream()
                .findFirst();
    }

    /** Likewise, for one caller at a time on all nodes. */
    Optional<StaffSession> findAlone(Token token) {
        return find(token).map(session -> {
            database.refresh(session, LockModeType.PESSIMISTIC_WRITE);
            return session;
        });
    }

    /** Those that nobody has ended, of one account. */
    List<StaffSession> of(long staff) {
        return database.createQuery(
                        "select s from StaffSession s where s.staffId = :staff and s.endedAt is null order by s.seenAt desc",
                        StaffSession.class)
                .setParameter("staff", staff)
                .getResultList();
    }

    /** Those that nobody has ended, though they are over. */
    List<StaffSession> over(Instant now, int most) {
        return database.createQuery(
                        "select s from StaffSession s where s.endedAt is null"
                                + " and (s.startedAt <= :longest or s.seenAt <= :idle) order by s.id",
                        StaffSession.class)
                .setParameter("longest", now.minus(StaffSession.LONGEST))
                .setParameter("idle", now.minus(StaffSession.LONGEST_IDLE))
                .setMaxResults(most)
                .getResultList();
    }

    /** {@return whether it had not ended before: for exactly one of several who end it at once} */
    boolean end(StaffSession session, SessionEnd why, Instant now) {
        return database.createQuery(END + " and s.id = :id")
                        .setParameter("id", session.id())
                        .setParameter("now", now)
                        .setParameter("why", why)
                        .executeUpdate()
                == 1;
    }

    int endAll(long staff, SessionEnd why, Instant now) {
        return database.createQuery(END + " and s.staffId = :staff")
                .setParameter("staff", staff)
                .setParameter("now", now)
                .setParameter("why", why)
                .executeUpdate();
    }

    int endEverybodys(Instant now) {
        return database.createQuery(END)
                .setParameter("now", now)
                .setParameter("why", SessionEnd.EVERYBODY)
                .executeUpdate();
    }

    /** Deletes those that ended before this time. */
    void forget(Instant before) {
        database.createQuery("delete from StaffSession s where s.endedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
