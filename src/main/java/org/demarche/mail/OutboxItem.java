package org.demarche.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail that is to go: what it is about, never whom it goes to. */
@Entity
@Table(name = "outbox")
@IdClass(OutboxItem.Key.class)
public class OutboxItem {
    /** After this time whom it goes to cannot be read any more: it is dropped. */
    static final Duration LIFE = Duration.ofDays(15);

    /** Waiting after the first, second … try that failed; the last one from then on. */
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));

    /** The part of a wait, by its number, that may be added to it. */
    private static final int SCATTERING = 5;

    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,17})-([1-9][0-9]{0,17})");

    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "outbox_seq")
    @SequenceGenerator(name = "outbox_seq", sequenceName = "outbox_seq", allocationSize = 50)
    private long id;

    private String kind;

    @Column(name = "reference_id")
    private long referenceId;

    private String language;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "next_try_at")
    private Instant nextTryAt;

    private int tries;
    private String failure;

    @SuppressWarnings("unused") // Read by the statement that looks for what is due.
    private Long home;

    protected OutboxItem() {}

    OutboxItem(long petitionId, String kind, long referenceId, String language, Instant now) {
        this.petitionId = petitionId;
        this.kind = Objects.requireNonNull(kind, "kind");
        this.referenceId = referenceId;
        this.language = Objects.requireNonNull(language, "language");
        this.createdAt = now;
        this.nextTryAt = createdAt;
    }

    /** Is sent by the node of this number, as long as that lives. */
    OutboxItem at(long node) {
        home = node;
        return this;
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    /** {@return which kind of mail; it decides who writes it} */
    public String kind() {
        return kind;
    }

    /** {@return the id of what the mail is about; its kind says what that is} */
    public long referenceId() {
        return referenceId;
    }

    /** {@return BCP 47} */
    public String language() {
        return language;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** {@return how often sending it has failed} */
    public int tries() {
        return tries;
    }

    /** {@return why it failed the last time: a reply code or the kind of trouble, never an address} */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return its name on the page of staff: petition and number} */
    public String name() {
        return petitionId + "-" + id;
    }

    /** {@return the item of this name; empty if it is not of a name's form} */
    static Optional<Key> key(String name) {
        return Optional.of(NAME.matcher(name))
                .filter(Matcher::matches)
                .map(match -> new Key(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))));
    }

    /** It did not go this time; it will be tried again, each time after a longer wait, and not all at one moment. */
    void postpone(Instant now, String reason) {
        Duration wait = PATIENCE.get(Math.min(tries, PATIENCE.size() - 1));
        nextTryAt = now.plus(wait).plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / SCATTERING));
        tries++;
        failure = reason;
    }

    /** It will never go as it is; it stays until staff decide. */
    void bury(String reason) {
        nextTryAt = null;
        tries++;
        failure = reason;
    }

    /** Staff want it to be tried again, as if for the first time. */
    void revive(Instant now) {
        nextTryAt = now;
        tries = 0;
        failure = null;
    }

    @Override
    public String toString() {
        return "OutboxItem[" + kind + " " + petitionId + "/" + id + "]";
    }

    /** The key of an item. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1;

        private long petitionId;
        private long id;

        protected Key() {}

        Key(long petitionId, long id) {
            this.petitionId = petitionId;
            this.id = id;
        }

        long petitionId() {
            return petitionId;
        }

        long id() {
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.petitionId == petitionId && key.id == id;
        }

        @Override
        public int hashCode() {
            return Objects.hash(petitionId, id);
        }

        @Override
        public String toString() {
            return petitionId + "/" + id;
        }
    }
}
