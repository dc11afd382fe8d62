package org.demarche.security.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.demarche.audit.AuditLog;
import org.demarche.audit.LogIns;

/** Ending many log-ins at once, and those that nobody comes back to. */
@ApplicationScoped
public class Ending implements LogIns {
    /** How long a log-in that ended is kept, to say why. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_ONCE = 100;
    private static final String SYSTEM = "system";

    private StaffSessions sessions;
    private AuditLog log;
    private Clock clock;

    protected Ending() {}

    @Inject
    public Ending(StaffSessions sessions, AuditLog log, Clock clock) {
        this.sessions = sessions;
        this.log = log;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int endAll(long staff, String by) {
        String account = Attending.reference(staff);
        SessionEnd why = account.equals(by) ? SessionEnd.EVERYWHERE : SessionEnd.ENDED;
        int ended = sessions.endAll(staff, why, clock.instant());
        log.append(by, "log-ins ended", account, Map.of("number", Integer.toString(ended)));
        return ended;
    }

    @Override
    @Transactional
    public int endAllOfEverybody(String by) {
        int ended = sessions.endEverybodys(clock.instant());
        log.append(by, "log-ins ended", "everybody", Map.of("number", Integer.toString(ended)));
        return ended;
    }

    /** Ends what is over though nobody came back to find out, and forgets what ended long ago. */
    @Transactional
    void tidy() {
        Instant now = clock.instant();
        List<StaffSession> over = sessions.over(now, AT_ONCE);
        over.forEach(session -> session.over(now)
                .filter(why -> sessions.end(session, why, now))
                .ifPresent(why -> {
                    String account = Attending.reference(session.staff());
                    log.append(SYSTEM, "log-in ended", account, Map.of("why", why.name()));
                }));
        sessions.forget(now.minus(KEPT));
    }
}
