package org.demarche.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is logged in: an attribute of the container's session, which knows an account and since when. There is no session
 * without a log-in. The account itself is read again for each request, so that a role taken away is gone at once.
 */
final class Sessions {
    /** However busy, a session is over after this. */
    static final Duration LONGEST = Duration.ofHours(8);

    private static final String ATTRIBUTE = LoggedIn.class.getName();

    /** What a session knows. */
    record LoggedIn(long account, Instant since) implements Serializable {}

    private Sessions() {}

    /** Begins a session with a new id; whatever was there before is gone. */
    static void begin(HttpServletRequest request, long account, Clock clock) {
        end(request);
        request.getSession(true).setAttribute(ATTRIBUTE, new LoggedIn(account, clock.instant()));
    }

    /** The account that is logged in; ends a session that has lasted too long. */
    static Optional<Long> account(HttpServletRequest request, Clock clock) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof LoggedIn loggedIn)) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(loggedIn.since().plus(LONGEST))) {
            session.invalidate();
            return Optional.empty();
        }
        return Optional.of(loggedIn.account());
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
