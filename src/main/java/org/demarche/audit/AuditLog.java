package org.demarche.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What staff did and saw, each entry chained to the one before, so that a changed, removed or reordered entry shows.
 *
 * <p>The hash of an entry is SHA-256(previous ‖ entry): {@code previous} is the hash of the entry before, 32 bytes, or 32
 * zero bytes for the first; {@code entry} is the UTF-8 of the canonical JSON (RFC 8785) of an object with exactly the
 * members {@code action}, {@code actor}, {@code at}, {@code detail}, {@code sequence} and {@code subject}. {@code at} is
 * in UTC with six decimals ({@code 2026-11-23T18:00:00.000000Z}), {@code detail} an object of texts, {@code sequence} a
 * number that counts up from 1 without gaps, the rest are texts. For example, the first entry
 *
 * <pre>{"action":"compile","actor":"staff/50","at":"2026-11-23T18:00:00.000000Z","detail":{"edition":"1"},"sequence":1,"subject":"petition/1"}</pre>
 *
 * <p>Whoever owns the database could write the whole chain anew; therefore its {@link #head()} is to be published
 * elsewhere from time to time.
 */
@ApplicationScoped
public class AuditLog {
    private static final int PAGE = 1000;

    /**
     * The end of the chain.
     *
     * @param sequence of the last entry; 0 if there is none
     * @param hash of the last entry; 32 zero bytes if there is none
     */
    public record Head(long sequence, byte[] hash) {
        private static final Head GENESIS = new Head(0, new byte[32]);

        /** {@return the hash in lower-case hexadecimal} */
        public String hex() {
            return HexFormat.of().formatHex(hash);
        }
    }

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;

    protected AuditLog() {}

    @Inject
    AuditLog(Clock clock) {
        this.clock = clock;
    }

    public AuditLog(EntityManager database, Clock clock) {
        this(clock);
        this.database = database;
    }

    /**
     * Writes an entry in the caller's transaction. Until that ends nobody else can append, so a long transaction appends
     * last. Entries stay for good: they name staff and signatures by number, never a person.
     *
     * @param actor who did it, as {@link Actor#reference()}, or {@code system}; at most 64 characters
     * @param action what was done; at most 64 characters
     * @param subject what it was done to, such as {@code signature/1/850}; at most 200 characters
     * @param detail anything else worth knowing; at most 4000 characters as JSON
     */
    public void append(String actor, String action, String subject, Map<String, String> detail) {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
        // Whoever holds this row has the word; the entry before is then the last for certain.
        database.createNativeQuery("select id from audit_turn where id = 1 for update")
                .getSingleResult();
        database.persist(new AuditEntry(head(), clock.instant(), actor, action, subject, detail));
        database.flush();
    }

    /** {@return the end of the chain} */
    public Head head() {
        return database.createQuery("select e from AuditEntry e order by e.sequence desc", AuditEntry.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(AuditEntry::head)
                .orElse(Head.GENESIS);
    }

    /** {@return the next entries after this number, the oldest first: at most a page of them} */
    List<AuditEntry> pageAfter(long sequence) {
        return after(sequence);
    }

    /** {@return the entries before this number that somebody did or that are of a kind, newest first} */
    List<AuditEntry> before(long sequence, AuditFilter filter, int most) {
        TypedQuery<AuditEntry> query = database.createQuery(
                "select e from AuditEntry e where e.sequence < :sequence and e.at < :until"
                        + (filter.actor().isEmpty() ? "" : " and e.actor = :actor")
                        + (filter.action().isEmpty() ? "" : " and e.action = :action")
                        + " order by e.sequence desc",
                AuditEntry.class);
        filter.actor().ifPresent(actor -> query.setParameter("actor", actor));
        filter.action().ifPresent(action -> query.setParameter("action", action));
        return query.setParameter("sequence", sequence)
                .setParameter("until", filter.until())
                .setMaxResults(most)
                .getResultList();
    }

    /** {@return whether the entry of a published head is there, with that hash} */
    boolean has(PublishedHead published) {
        return Optional.ofNullable(database.find(AuditEntry.class, published.sequence()))
                .filter(entry -> entry.head().hex().equals(published.hash()))
                .isPresent();
    }

    /** {@return what was ever done, by its names, in order} */
    List<String> actions() {
        return database.createQuery("select distinct e.action from AuditEntry e order by e.action", String.class)
                .getResultList();
    }

    /** {@return the entries before this number, newest first} */
    public List<AuditEntry> before(long sequence, int most) {
        return database.createQuery(
                        "select e from AuditEntry e where e.sequence < :sequence order by e.sequence desc",
                        AuditEntry.class)
                .setParameter("sequence", sequence)
                .setMaxResults(most)
                .getResultList();
    }

    /**
     * Checks the whole chain, in bounded memory.
     *
     * @return the number of the first entry that was changed, is missing or is out of order; empty if the chain is
     *     whole. Entries cut off its end show only against a head that was published
     */
    public Optional<Long> verify() {
        Head head = Head.GENESIS;
        List<AuditEntry> page = after(head.sequence());
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                if (!entry.follows(head)) {
                    return Optional.of(head.sequence() + 1);
                }
                head = entry.head();
            }
            page.forEach(database::detach);
            page = after(head.sequence());
        }
        return Optional.empty();
    }

    private List<AuditEntry> after(long sequence) {
        return database.createQuery(
                        "select e from AuditEntry e where e.sequence > :sequence order by e.sequence", AuditEntry.class)
                .setParameter("sequence", sequence)
                .setMaxResults(PAGE)
                .getResultList();
    }
}
