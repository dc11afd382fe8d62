package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.config.Nodes;
import org.demarche.config.Places;

/**
 * The mails that are to go. A mail is queued in the transaction of what it tells about, so it goes if and only if that
 * happened; it may go twice, never zero times.
 */
@ApplicationScoped
public class Outbox {
    /** How long a mail is left to its own node, which may be cut off from the mail server. */
    private static final Duration HOME_TIME = Duration.ofMinutes(10);

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Nodes nodes;
    private Clock clock;
    private Event<MailQueued> queued;

    protected Outbox() {}

    @Inject
    Outbox(Nodes nodes, Clock clock, Event<MailQueued> queued) {
        this.nodes = nodes;
        this.clock = clock;
        this.queued = queued;
    }

    Outbox(EntityManager database, Nodes nodes, Clock clock, Event<MailQueued> queued) {
        this(nodes, clock, queued);
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
        queueAt(Optional.empty(), petitionId, kind, referenceId, language);
    }

    /**
     * As {@link #queue}, for a mail that one node writes best.
     *
     * @param node its number; another sends the mail if that node is gone, or has not sent it for ten minutes
     */
    public void queueAt(Optional<Long> node, long petitionId, String kind, long referenceId, String language) {
        OutboxItem item = new OutboxItem(petitionId, kind, referenceId, language, clock.instant());
        node.ifPresent(item::at);
        database.persist(item);
        queued.fire(new MailQueued());
    }

    /** {@return the longest-waiting mails whose time has come, without those that other nodes are to send} */
    List<OutboxItem.Key> due(Instant now, int most) {
        List<Long> others = nodes.others();
        String ours = others.isEmpty()
                ? ""
                : " and (home is null or created_at <= ?2 or home not in (" + Places.of(3, others.size()) + "))";
        Query query = database.createNativeQuery("select petition_id, id from outbox where next_try_at <= ?1" + ours
                        + " order by next_try_at, id")
                .setParameter(1, Timestamp.from(now))
                .setMaxResults(most);
        if (!others.isEmpty()) {
            query.setParameter(2, Timestamp.from(now.minus(HOME_TIME)));
            for (int i = 0; i < others.size(); i++) {
                query.setParameter(3 + i, others.get(i));
            }
        }
        List<?> rows = query.getResultList();
        return rows.stream().map(Outbox::key).toList();
    }

    /** Takes mails that are due, until the transaction ends; without those that another node has, or that are gone. */
    List<OutboxItem> take(List<OutboxItem.Key> keys, Instant now) {
        List<OutboxItem> taken = new ArrayList<>();
        keys.stream()
                .collect(Collectors.groupingBy(
                        OutboxItem.Key::petitionId, Collectors.mapping(OutboxItem.Key::id, Collectors.toList())))
                .forEach((petition, ids) -> taken.addAll(items(
                        "petition_id = ?1 and next_try_at <= ?2 and id in (" + Places.of(3, ids.size())
                                + ") order by next_try_at, id",
                        ids.size(),
                        Stream.concat(Stream.of(petition, Timestamp.from(now)), ids.stream())
                                .toArray())));
        return taken;
    }

    /** Takes back what is queued about something; a mail that is going just now still goes. */
    public void takeBack(long petitionId, Set<String> kinds, long referenceId) {
        items("petition_id = ?1 and reference_id = ?2", 1000, petitionId, referenceId).stream()
                .filter(item -> kinds.contains(item.kind()))
                .forEach(this::drop);
    }

    void drop(OutboxItem item) {
        database.remove(item);
    }

    /** Takes mails that have been queued before this time, until the transaction ends. */
    List<OutboxItem> takeOlder(Instant time, int most) {
        return items("created_at < ?1", most, Timestamp.from(time));
    }

    /** Takes a mail that was buried, until the transaction ends. */
    Optional<OutboxItem> takeDead(OutboxItem.Key key) {
        return items("petition_id = ?1 and id = ?2 and next_try_at is null", 1, key.petitionId(), key.id()).stream()
                .findFirst();
    }

    private List<OutboxItem> items(String condition, int most, Object... parameters) {
        Query query = database.createNativeQuery(
                "select * from outbox where " + condition + " limit " + most + " for update skip locked",
                OutboxItem.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return ((List<?>) query.getResultList())
                .stream().map(OutboxItem.class::cast).toList();
    }

    /** {@return the buried mails, the oldest first} */
    List<OutboxItem> dead(int most) {
        return database.createQuery(
                        "select i from OutboxItem i where i.nextTryAt is null order by i.createdAt, i.id",
                        OutboxItem.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** {@return how many buried mails there are for each reason, the most frequent first} */
    Map<String, Long> deadByReason() {
        List<?> rows = database.createNativeQuery("select failure, count(*) from outbox where next_try_at is null"
                        + " group by failure order by count(*) desc, failure")
                .getResultList();
        Map<String, Long> reasons = new LinkedHashMap<>();
        rows.stream()
                .map(Object[].class::cast)
                .forEach(row -> reasons.put((String) row[0], ((Number) row[1]).longValue()));
        return reasons;
    }

    /** {@return how many mails wait for their turn after this many tries that failed, or more} */
    long waiting(int tries) {
        return ((Number) database.createNativeQuery(
                                "select count(*) from outbox where next_try_at is not null and tries >= ?1")
                        .setParameter(1, tries)
                        .getSingleResult())
                .longValue();
    }

    /** Has every buried mail tried again; returns how many there were. */
    int reviveAll() {
        int revived = database.createNativeQuery(
                        "update outbox set next_try_at = ?1, tries = 0, failure = null where next_try_at is null")
                .setParameter(1, Timestamp.from(clock.instant()))
                .executeUpdate();
        queued.fire(new MailQueued());
        return revived;
    }

    void revive(OutboxItem item) {
        item.revive(clock.instant());
        queued.fire(new MailQueued());
    }

    private static OutboxItem.Key key(Object row) {
        Object[] columns = (Object[]) row;
        return new OutboxItem.Key(((Number) columns[0]).longValue(), ((Number) columns[1]).longValue());
    }
}
