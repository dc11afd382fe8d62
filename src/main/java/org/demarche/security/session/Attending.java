package org.demarche.security.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.vault.Token;

/**
 * Beginning log-ins, and asking at each request whether one still stands. Nothing of it is remembered by a node, so what
 * one ends is over on all, and the account's roles are those of the moment.
 */
@ApplicationScoped
public class Attending {
    private final SecureRandom random = new SecureRandom();
    private StaffSessions sessions;
    private StaffMembers members;
    private AuditLog log;
    private Clock clock;

    protected Attending() {}

    @Inject
    public Attending(StaffSessions sessions, StaffMembers members, AuditLog log, Clock clock) {
        this.sessions = sessions;
        this.members = members;
        this.log = log;
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
        // Nobody has a second factor yet.
        return staff.map(known -> new Attendance(token, known.actor().asProven()));
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
