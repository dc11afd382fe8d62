package org.demarche.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.PasswordHash;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.demarche.config.Settings;

/**
 * Hashes of passwords, slow on purpose: PBKDF2 with HMAC-SHA-512 by the platform, each hash naming its own parameters,
 * so that the cost can be raised and older hashes still match.
 *
 * <p>Because one hash costs a good part of a second of one processor, only as many are computed at once as there are
 * processors to spare: a flood of log-ins slows log-ins, not the pages of the public.
 */
@ApplicationScoped
public class Passwords {
    /** OWASP Password Storage Cheat Sheet: at least 220,000 iterations of PBKDF2-HMAC-SHA512. */
    static final int ITERATIONS = 220_000;

    private static final int PATIENCE_SECONDS = 5;

    private PasswordHash hash;
    private Semaphore turns;
    private String nobodys;

    protected Passwords() {}

    @Inject
    Passwords(Pbkdf2PasswordHash hash, Settings settings) {
        this(
                hash,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                settings.trialPasswordIterations().orElse(ITERATIONS));
    }

    Passwords(PasswordHash hash, int atOnce, int iterations) {
        hash.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations", Integer.toString(iterations),
                "Pbkdf2PasswordHash.SaltSizeBytes", "32",
                "Pbkdf2PasswordHash.KeySizeBytes", "64"));
        this.hash = hash;
        this.turns = new Semaphore(atOnce, true);
        // Compared with when there is no such account, so that its absence takes as long as a wrong password.
        this.nobodys = hash.generate("nobody's password".toCharArray());
    }

    /** What is stored of a new password. */
    public String hashed(String typed) throws Busy {
        takeTurn();
        try {
            return hash.generate(PasswordRules.normalised(typed).toCharArray());
        } finally {
            turns.release();
        }
    }

    /**
     * Whether a password is the one that was hashed; takes as long when there is nothing to compare with.
     *
     * @param stored empty if there is no such account: the answer is then false
     */
    public boolean matches(String typed, Optional<String> stored) throws Busy {
        takeTurn();
        try {
            boolean equal = hash.verify(PasswordRules.normalised(typed).toCharArray(), stored.orElse(nobodys));
            return equal && stored.isPresent();
        } finally {
            turns.release();
        }
    }

    private void takeTurn() throws Busy {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
    }

    /** Too many log-ins at once. */
    public static final class Busy extends Exception {
        private static final long serialVersionUID = 1;

        private Busy() {
            super("too many log-ins at once", null, false, false);
        }
    }
}
