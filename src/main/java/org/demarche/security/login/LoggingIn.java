package org.demarche.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demarche.audit.Staff;
import org.demarche.security.patience.Door;
import org.demarche.security.patience.Patience;

/**
 * Logging in with an address and a password. The answer and its time are the same for an account that does not exist,
 * and for one whose password is another.
 */
@ApplicationScoped
public class LoggingIn {
    private static final Duration WHEN_BUSY = Duration.ofSeconds(5);

    private Accounts accounts;
    private Passwords passwords;
    private Patience patience;
    private KnownBrowsers browsers;
    private Noting noting;

    protected LoggingIn() {}

    @Inject
    LoggingIn(Accounts accounts, Passwords passwords, Patience patience, KnownBrowsers browsers, Noting noting) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.patience = patience;
        this.browsers = browsers;
        this.noting = noting;
    }

    /**
     * Tries once.
     *
     * @param email as typed
     * @param password as typed
     * @param browser what the browser shows of an earlier log-in
     * @param network a mark of where the browser is
     */
    public LogInOutcome logIn(String email, String password, Optional<String> browser, byte[] network) {
        Optional<Staff> account = accounts.byEmail(email.strip());
        Door door = browsers.door("password", email.strip().toLowerCase(Locale.ROOT), account.map(Staff::id), browser);
        List<Door> doors = door.isStrangers() ? List.of(Door.ofNetwork(network), door) : List.of(door);
        Duration wait = patience.take(doors);
        if (!wait.isZero()) {
            return new LogInOutcome.Wait(wait);
        }
        try {
            if (passwords.matches(password, account.map(Staff::passwordHash))) {
                patience.forget(doors);
                noting.loggedIn(account.get().actor().reference());
                return new LogInOutcome.Welcome(account.get().id());
            }
        } catch (Passwords.Busy e) {
            return new LogInOutcome.Wait(WHEN_BUSY);
        }
        noting.refused(account.map(known -> known.actor().reference()));
        return new LogInOutcome.Wrong();
    }
}
