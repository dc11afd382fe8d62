package org.demarche.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app on somebody's phone. It waits for nothing: the server takes the code of the next step, too. */
public final class Authenticator {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final SecretKeySpec key;

    /** @param secret as the page shows it, with or without spaces */
    public Authenticator(String secret) {
        this.key = new SecretKeySpec(bytes(secret.replace(" ", "")), codes.getAlgorithm());
    }

    /** What it shows now. */
    public String now() {
        return code(0);
    }

    /** What it shows in half a minute. */
    public String next() {
        return code(1);
    }

    private String code(long off) {
        try {
            return codes.generateOneTimePasswordString(
                    key, Clock.systemUTC().instant().plus(codes.getTimeStep().multipliedBy(off)), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        int buffer = 0;
        int held = 0;
        int count = 0;
        for (int i = 0; i < base32.length(); i++) {
            char letter = base32.charAt(i);
            buffer = (buffer << 5) | ALPHABET.indexOf(letter);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[count++] = (byte) (buffer >> held);
            }
        }
        return bytes;
    }
}
