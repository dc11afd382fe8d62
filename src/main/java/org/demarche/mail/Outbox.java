package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The mails that are to go. A mail is queued in the transaction of what it tells about, so it goes if and only if that
 * happened; it may go twice, never zero times.
 */
@ApplicationScoped
public class Outbox {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;
    private Event<MailQueued> queued;

    protected Outbox() {}

    @Inject
    Outbox(Clock clock, Event<MailQueued> queued) {
        this.clock = clock;
        this.queued = queued;
    }

    Outbox(EntityManager database, Clock clock, Event<MailQueued> queued) {
        this(clock, queued);
        this.database = database;
    }

    /**
     * Queues a mail in the caller's transaction; it is sent soon after that is committed.
     *
     * @param kind which kind of mail, known to some {@link Correspondent}
     * @param referenceId what it is about
     * @param language BCP 47
     */
    public void queue(long petitionId, String kind, long referenceId, String language) {
        database.persist(new OutboxItem(petitionId, kind, referenceId, language, clock.instant()));
        queued.fire(new MailQueued());
    }

    /** {@return the longest-waiting mails whose time has come} */
    List<OutboxItem.Key> due(Instant now, int most) {
        List<?> rows = database.createNativeQuery(
                        "select petition_id, id from outbox where next_try_at <= ?1 order by next_try_at, id")
                .setParameter(1, Timestamp.from(now))
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(Outbox::key).toList();
    }

    /** Takes a mail that is due, until the transaction ends; empty if another node has it, or it has gone. */
    Optional<OutboxItem> take(OutboxItem.Key key, Instant now) {
        List<?> items = database.createNativeQuery(
                        "select * from outbox where petition_id = ?1 and id = ?2 and next_try_at <= ?3"
                                + " for update skip locked",
                        OutboxItem.class)
                .setParameter(1, key.petitionId())
                .setParameter(2, key.id())
                .setParameter(3, Timestamp.from(now))
                .getResultList();
        return items.stream().map(OutboxItem.class::cast).findFirst();
    }

    void drop(OutboxItem item) {
        database.remove(item);
    }

    private static OutboxItem.Key key(Object row) {
        Object[] columns = (Object[]) row;
        return new OutboxItem.Key(((Number) columns[0]).longValue(), ((Number) columns[1]).longValue());
    }
}
