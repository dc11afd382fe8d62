package org.demarche.security.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.demarche.vault.Token;

/** One log-in of one member of staff in one browser, which has the token of it. */
@Entity
@Table(name = "staff_session")
public class StaffSession {
    /** Nothing done for this long ends it (OWASP ASVS 5.0, 7.3.1). */
    public static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    /** However busy, it is over after this (7.3.2). */
    public static final Duration LONGEST = Duration.ofHours(8);

    /** What is sensitive wants the second factor to have been shown within this time. */
    public static final Duration FACTOR_GOOD = Duration.ofMinutes(10);

    /** Whoever begins something sensitive is to have this time left for it. */
    static final Duration FACTOR_FRESH = Duration.ofMinutes(5);

    /** How long a challenge waits for its answer. */
    static final Duration CHALLENGE_GOOD = Duration.ofMinutes(10);

    /** Being seen is not written more often than this. */
    static final Duration SEEN_STEP = Duration.ofMinutes(1);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "staff_session_seq")
    @SequenceGenerator(name = "staff_session_seq", sequenceName = "staff_session_seq", allocationSize = 50)
    private long id;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "staff_id")
    private long staffId;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Column(name = "factor_at")
    private Instant factorAt;

    private byte[] challenge;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "ended_why")
    @Enumerated(EnumType.STRING)
    private SessionEnd endedWhy;

    protected StaffSession() {}

    StaffSession(Token token, long staffId, Instant now) {
        this.tokenHash = token.hash();
        this.staffId = staffId;
        this.startedAt = now;
        this.seenAt = now;
    }

    long id() {
        return id;
    }

    long staff() {
        return staffId;
    }

    /** Why it is over at this time, though nobody has ended it; empty while it is not. */
    Optional<SessionEnd> over(Instant now) {
        if (!now.isBefore(startedAt.plus(LONGEST))) {
            return Optional.of(SessionEnd.TOO_LONG);
        }
        return now.isBefore(seenAt.plus(LONGEST_IDLE)) ? Optional.empty() : Optional.of(SessionEnd.IDLE);
    }

    /** Its owner did something. */
    void seen(Instant now) {
        if (!now.isBefore(seenAt.plus(SEEN_STEP))) {
            seenAt = now;
        }
    }

    /** Asks for an answer to this, and to nothing that was asked before. */
    void ask(byte[] nonce, Instant now) {
        challenge = nonce.clone();
        askedAt = now;
    }

    /** What an answer is to be to, once; empty if nothing was asked, or too long ago. */
    Optional<byte[]> takeChallenge(Instant now) {
        Optional<byte[]> asked =
                Optional.ofNullable(challenge).filter(nonce -> now.isBefore(askedAt.plus(CHALLENGE_GOOD)));
        challenge = null;
        askedAt = null;
        return asked;
    }

    void showedFactor(Instant now) {
        factorAt = now;
    }

    /** Whether the second factor was ever shown in it. */
    boolean hasShownFactor() {
        return factorAt != null;
    }

    /** Whether the second factor was shown within this time. */
    boolean hasShownFactor(Duration within, Instant now) {
        return factorAt != null && now.isBefore(factorAt.plus(within));
    }
}
