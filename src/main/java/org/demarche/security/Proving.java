package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.demarche.security.factor.Checking;
import org.demarche.security.factor.Method;
import org.demarche.security.login.KnownBrowsers;
import org.demarche.security.patience.Door;
import org.demarche.security.patience.Patience;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Attending;

/** Showing a second factor, at log-in and again before what is sensitive. */
@ApplicationScoped
public class Proving {
    private Checking checking;
    private Attending attending;
    private Patience patience;
    private KnownBrowsers browsers;

    protected Proving() {}

    @Inject
    Proving(Checking checking, Attending attending, Patience patience, KnownBrowsers browsers) {
        this.checking = checking;
        this.attending = attending;
        this.patience = patience;
        this.browsers = browsers;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** It was shown. */
        record Shown(Method method) implements Outcome {}

        /** The code is none of the account's, or was used before. */
        record Wrong() implements Outcome {}

        /** Not looked at: too many tries before. */
        record Wait(Duration left) implements Outcome {}
    }

    /**
     * Tries a typed code once.
     *
     * @param browser what the browser shows of having been let in before
     */
    Outcome show(Attendance attendance, String typed, Optional<String> browser) {
        long staff = attendance.actor().id();
        List<Door> doors =
                List.of(browsers.door("factor", attendance.actor().reference(), Optional.of(staff), browser));
        Duration wait = patience.take(doors);
        if (!wait.isZero()) {
            return new Outcome.Wait(wait);
        }
        Optional<Method> method = checking.use(staff, typed);
        if (method.isEmpty()) {
            attending.factorRefused(staff);
            return new Outcome.Wrong();
        }
        patience.forget(doors);
        attending.factorShown(attendance.token(), method.get());
        return new Outcome.Shown(method.get());
    }
}
