package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.demarche.audit.LogIns;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.security.factor.Enrolling;
import org.demarche.security.login.KnownBrowsers;
import org.demarche.security.login.Passwords;
import org.demarche.security.patience.Door;
import org.demarche.security.patience.Patience;

/** A member of staff chooses another password, knowing the one before. Every log-in of theirs ends. */
@ApplicationScoped
public class ChangingPassword {
    private StaffMembers members;
    private Passwords passwords;
    private Patience patience;
    private KnownBrowsers browsers;
    private Enrolling enrolling;
    private LogIns logIns;

    protected ChangingPassword() {}

    @Inject
    ChangingPassword(
            StaffMembers members,
            Passwords passwords,
            Patience patience,
            KnownBrowsers browsers,
            Enrolling enrolling,
            LogIns logIns) {
        this.members = members;
        this.passwords = passwords;
        this.patience = patience;
        this.browsers = browsers;
        this.enrolling = enrolling;
        this.logIns = logIns;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** It is changed. */
        record Changed() implements Outcome {}

        /** What was typed as the password before is another. */
        record Wrong() implements Outcome {}

        /** Not looked at: too many tries before, or too many log-ins at once. */
        record Wait(Duration left) implements Outcome {}
    }

    /**
     * Changes the password of an account.
     *
     * @param before as typed
     * @param chosen one that was judged already
     * @param browser what the browser shows of having been let in before
     */
    @Transactional
    Outcome change(long staff, String before, String chosen, Optional<String> browser) {
        Staff account = members.byId(staff).orElseThrow();
        // Whoever sits at somebody's open browser must not find the password out by trying.
        List<Door> doors = List.of(browsers.door("change", account.email(), Optional.of(staff), browser));
        Duration wait = patience.take(doors);
        if (!wait.isZero()) {
            return new Outcome.Wait(wait);
        }
        try {
            if (!passwords.matches(before, Optional.of(account.passwordHash()))) {
                return new Outcome.Wrong();
            }
            account.changePassword(passwords.hashed(chosen));
        } catch (Passwords.Busy e) {
            return new Outcome.Wait(Duration.ofSeconds(5));
        }
        patience.forget(doors);
        enrolling.changed(staff, "password changed");
        logIns.endAll(staff, account.actor().reference());
        return new Outcome.Changed();
    }
}
