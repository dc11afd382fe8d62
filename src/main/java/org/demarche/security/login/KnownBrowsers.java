package org.demarche.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.security.patience.Door;
import org.demarche.vault.KeyedHash;

/**
 * Recognises browsers that have been let in to an account before. They get in no easier, but their tries are counted
 * apart from those of strangers, so that nobody can be kept out by somebody else's wrong guesses (OWASP: device cookies).
 *
 * <p>The cookie is {@code nonce.mac}: 128 random bits, and a keyed hash of them with the account, so that the server
 * stores nothing.
 */
@ApplicationScoped
public class KnownBrowsers {
    private static final int NONCE_BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Function<String, byte[]> keyedHash;
    private SecureRandom random;

    protected KnownBrowsers() {}

    @Inject
    KnownBrowsers(KeyedHash keyedHash) {
        this(keyedHash::ofStamp, new SecureRandom());
    }

    KnownBrowsers(Function<String, byte[]> keyedHash, SecureRandom random) {
        this.keyedHash = keyedHash;
        this.random = random;
    }

    /** A cookie's value for a browser that has just been let in to this account. */
    public String remember(long account) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = TEXT.encodeToString(bytes);
        return nonce + "." + mac(account, nonce);
    }

    /** Whether this value was made for this account. */
    boolean knows(long account, String value) {
        return nonce(value)
                .map(nonce -> MessageDigest.isEqual(
                        mac(account, nonce).getBytes(StandardCharsets.US_ASCII),
                        value.substring(nonce.length() + 1).getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    /**
     * Where tries at an account are counted: each browser that has been in has a door of its own, all others share one.
     *
     * @param what is tried there
     * @param name of the account, which need not exist
     * @param account its number, if it exists
     * @param shown what the browser shows of having been in
     */
    public Door door(String what, String name, Optional<Long> account, Optional<String> shown) {
        return account.flatMap(id -> shown.filter(value -> knows(id, value)))
                .flatMap(KnownBrowsers::nonce)
                .map(nonce -> Door.ofBrowser(what + " " + nonce))
                .orElseGet(() -> Door.ofStrangers(what + " " + name));
    }

    /** Tells browsers apart; empty for a value that cannot be one of ours. */
    static Optional<String> nonce(String value) {
        int dot = value.indexOf('.');
        return dot > 0 && value.length() < 200 ? Optional.of(value.substring(0, dot)) : Optional.empty();
    }

    private String mac(long account, String nonce) {
        return TEXT.encodeToString(keyedHash.apply("browser:" + account + ":" + nonce));
    }
}
