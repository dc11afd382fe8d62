package org.demarche.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/**
 * Recognises a browser that has logged in to an account before. It gets in no easier, but its tries are counted apart
 * from those of strangers, so that nobody can be kept out by somebody else's wrong guesses (OWASP: device cookies).
 *
 * <p>The cookie is {@code nonce.mac}: 128 random bits, and a keyed hash of them with the account, so that the server
 * stores nothing.
 */
final class KnownBrowser {
    private static final int NONCE_BYTES = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Function<String, byte[]> keyedHash;
    private final SecureRandom random;

    KnownBrowser(Function<String, byte[]> keyedHash, SecureRandom random) {
        this.keyedHash = keyedHash;
        this.random = random;
    }

    /** A cookie's value for a browser that has just logged in to this account. */
    String remember(long account) {
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

    /** Tells browsers apart; empty for a value that cannot be one of ours. */
    static Optional<String> nonce(String value) {
        int dot = value.indexOf('.');
        return dot > 0 && value.length() < 200 ? Optional.of(value.substring(0, dot)) : Optional.empty();
    }

    private String mac(long account, String nonce) {
        return TEXT.encodeToString(keyedHash.apply("browser:" + account + ":" + nonce));
    }
}
