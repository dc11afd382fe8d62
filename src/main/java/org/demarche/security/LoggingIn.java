package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.demarche.audit.Staff;
import org.demarche.vault.KeyedHash;

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
    private KnownBrowser browsers;
    private Noting noting;

    protected LoggingIn() {}

    @Inject
    LoggingIn(Accounts accounts, Passwords passwords, Patience patience, KeyedHash keyedHash, Noting noting) {
        this(accounts, passwords, patience, new KnownBrowser(keyedHash::ofStamp, new SecureRandom()), noting);
    }

    LoggingIn(Accounts accounts, Passwords passwords, Patience patience, KnownBrowser browsers, Noting noting) {
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
     */
    public LogInOutcome logIn(String email, String password, Optional<String> browser) {
        Optional<Staff> account = accounts.byEmail(email.strip());
        String door = door(email, account, browser);
        Duration wait = patience.take(door);
        if (!wait.isZero()) {
            return new LogInOutcome.Wait(wait);
        }
        try {
            if (passwords.matches(password, account.map(Staff::passwordHash))) {
                patience.forget(door);
                noting.loggedIn(account.get().actor().reference());
                return new LogInOutcome.Welcome(
                        account.get().id(), browsers.remember(account.get().id()));
            }
        } catch (Passwords.Busy e) {
            return new LogInOutcome.Wait(WHEN_BUSY);
        }
        noting.refused(account.map(known -> known.actor().reference()));
        return new LogInOutcome.Wrong();
    }

    /** Each browser that has been in this account before has a door of its own; all others share one. */
    private String door(String email, Optional<Staff> account, Optional<String> browser) {
        return account.flatMap(known -> browser.filter(value -> browsers.knows(known.id(), value)))
                .flatMap(KnownBrowser::nonce)
                .orElseGet(() -> "strangers at " + email.strip().toLowerCase(Locale.ROOT));
    }
}
