package org.demarche.security.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.config.Settings;
import org.demarche.security.factor.Factors;
import org.demarche.security.factor.Method;
import org.demarche.vault.Token;

/**
 * Beginning log-ins, and asking at each request whether one still stands. Nothing of it is remembered by a node, so what
 * one ends is over on all, and the account's roles are those of the moment.
 */
@ApplicationScoped
public class Attending {
    private static final int CHALLENGE_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private StaffSessions sessions;
    private StaffMembers members;
    private Factors factors;
    private AuditLog log;
    private Settings settings;
    private Clock clock;

    protected Attending() {}

    @Inject
    public Attending(
            StaffSessions sessions,
            StaffMembers members,
            Factors factors,
            AuditLog log,
            Settings settings,
            Clock clock) {
        this.sessions = sessions;
        this.members = members;
        this.factors = factors;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins a log-in with a new token.
     *
     * @param before the token that the browser had; its log-in ends
     */
    @Transactional
    public Token begin(long staff, Optional<Token> before) {
        Instant now = clock.instant();
        before.flatMap(sessions::find).ifPresent(session -> end(session, SessionEnd.REPLACED, now));
        Token token = Token.random(random);
        sessions.add(new StaffSession(token, staff, now));
        return token;
    }

    /**
     * Who asks with this token; empty if the log-in has ended or its account is closed. Ends it if it is over.
     *
     * @param acting whether a person did something, and not a page that looks again by itself
     */
    @Transactional
    public Optional<Attendance> attend(Token token, boolean acting) {
        Instant now = clock.instant();
        Optional<StaffSession> found = sessions.find(token);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StaffSession session = found.get();
        Optional<SessionEnd> over = session.over(now);
        if (over.isPresent()) {
            end(session, over.get(), now);
            return Optional.empty();
        }
        Optional<Staff> staff = members.byId(session.staff()).filter(Staff::isActive);
        if (staff.isPresent() && acting) {
            session.seen(now);
        }
        return staff.map(known -> attendance(token, known.actor(), session, now));
    }

    private Attendance attendance(Token token, Actor actor, StaffSession session, Instant now) {
        if (!factors.has(actor.id())) {
            // In trial the password alone will do.
            return settings.isTrial()
                    ? new Attendance(token, actor.asProven(), Standing.LET_IN, true, false)
                    : new Attendance(token, actor, Standing.ENROLMENT_DUE, false, false);
        }
        boolean proven = session.hasShownFactor(StaffSession.FACTOR_GOOD, now);
        return new Attendance(
                token,
                proven ? actor.asProven() : actor,
                session.hasShownFactor() ? Standing.LET_IN : Standing.FACTOR_DUE,
                session.hasShownFactor(StaffSession.FACTOR_FRESH, now),
                true);
    }

    /** Something new for a passkey to sign, in place of what was asked before in this log-in. */
    @Transactional
    public byte[] challenge(Token token) {
        byte[] nonce = new byte[CHALLENGE_BYTES];
        random.nextBytes(nonce);
        sessions.find(token).ifPresent(session -> session.ask(nonce, clock.instant()));
        return nonce;
    }

    /** What was asked last in this log-in, for exactly one answer; empty if it was answered, or is too old. */
    @Transactional
    public Optional<byte[]> takeChallenge(Token token) {
        return sessions.findAlone(token).flatMap(session -> session.takeChallenge(clock.instant()));
    }

    /** The owner of a log-in has shown their second factor; does nothing if the log-in has ended since. */
    @Transactional
    public void factorShown(Token token, Method method) {
        sessions.find(token).ifPresent(session -> {
            session.showedFactor(clock.instant());
            String account = reference(session.staff());
            log.append(account, "second factor shown", account, Map.of("method", method.name()));
        });
    }

    /** A second factor was shown in vain. */
    @Transactional
    public void factorRefused(long staff) {
        log.append(reference(staff), "second factor refused", reference(staff), Map.of());
    }

    /** Its owner logs out. */
    @Transactional
    public void logOut(Token token) {
        sessions.find(token).ifPresent(session -> end(session, SessionEnd.LOGGED_OUT, clock.instant()));
    }

    private void end(StaffSession session, SessionEnd why, Instant now) {
        if (sessions.end(session, why, now)) {
            String account = reference(session.staff());
            log.append(account, "log-in ended", account, Map.of("why", why.name()));
        }
    }

    static String reference(long staff) {
        return "staff:" + staff;
    }
}
