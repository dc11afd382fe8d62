package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.demarche.security.factor.Checking;
import org.demarche.security.factor.Method;
import org.demarche.security.login.KnownBrowsers;
import org.demarche.security.passkey.Passkeys;
import org.demarche.security.patience.Door;
import org.demarche.security.patience.Patience;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Attending;

/** Showing a second factor, at log-in and again before what is sensitive. */
@ApplicationScoped
public class Proving {
    private Checking checking;
    private Passkeys passkeys;
    private Attending attending;
    private Patience patience;
    private KnownBrowsers browsers;

    protected Proving() {}

    @Inject
    Proving(Checking checking, Passkeys passkeys, Attending attending, Patience patience, KnownBrowsers browsers) {
        this.checking = checking;
        this.passkeys = passkeys;
        this.attending = attending;
        this.patience = patience;
        this.browsers = browsers;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** It was shown. */
        record Shown(Method method) implements Outcome {}

        /** What was shown is none of the account's, or was used before. */
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
        return show(attendance, browser, () -> checking.use(attendance.actor().id(), typed));
    }

    /**
     * Tries what a passkey answered to this log-in's challenge, once.
     *
     * @param answer {@code AuthenticationResponseJSON} of WebAuthn level 3
     * @param browser what the browser shows of having been let in before
     */
    Outcome showPasskey(Attendance attendance, String answer, Optional<String> browser) {
        long staff = attendance.actor().id();
        return show(attendance, browser, () -> attending
                .takeChallenge(attendance.token())
                .filter(challenge -> passkeys.use(staff, answer, challenge))
                .map(challenge -> Method.PASSKEY));
    }

    private Outcome show(Attendance attendance, Optional<String> browser, Supplier<Optional<Method>> use) {
        long staff = attendance.actor().id();
        List<Door> doors =
                List.of(browsers.door("factor", attendance.actor().reference(), Optional.of(staff), browser));
        Duration wait = patience.take(doors);
        if (!wait.isZero()) {
            return new Outcome.Wait(wait);
        }
        Optional<Method> method = use.get();
        if (method.isEmpty()) {
            attending.factorRefused(staff);
            return new Outcome.Wrong();
        }
        patience.forget(doors);
        attending.factorShown(attendance.token(), method.get());
        return new Outcome.Shown(method.get());
    }
}
