package org.demarche.security.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by the clock (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, steps of 30 seconds, six
 * digits. Clocks may differ by one step.
 */
final class Totp {
    /** Bytes of a secret (RFC 4226, section 4). */
    static final int SECRET_BYTES = 20;

    static final Duration STEP = Duration.ofSeconds(30);

    private static final int WINDOW = 1;
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator(STEP, 6);

    private Totp() {}

    static byte[] newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /**
     * The step, counted since 1970, that a typed code belongs to; empty if it is of none near this time.
     *
     * @param after only later steps than this are looked at
     */
    static OptionalLong step(byte[] secret, String typed, Instant now, long after) {
        byte[] given = typed.getBytes(StandardCharsets.UTF_8);
        long current = now.getEpochSecond() / STEP.toSeconds();
        OptionalLong found = OptionalLong.empty();
        // All are compared, whichever is right.
        for (long step = current - WINDOW; step <= current + WINDOW; step++) {
            boolean equal = MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), given);
            if (equal && step > after) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String code(byte[] secret, long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, CODES.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP.toSeconds()),
                    Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key of HMAC", e);
        }
    }

    /**
     * What an app reads from the picture: the key URI of authenticator apps.
     *
     * @param issuer whose account it is, such as the host's name
     */
    static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + Base32.text(secret)
                + "&issuer=" + encoded(issuer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
