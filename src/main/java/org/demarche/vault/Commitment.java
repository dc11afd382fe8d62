package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.Normalizer;

/**
 * Binds to a text without telling it: SHA-256(salt ‖ text), the text in Unicode's composed form (NFC) and UTF-8. Whoever
 * is given salt and text can check it; when the salt is destroyed, nobody can test guesses.
 */
public final class Commitment {
    /** Bytes in a salt. */
    public static final int SALT_BYTES = 32;

    private Commitment() {}

    /** {@return the commitment, 32 bytes} */
    public static byte[] of(byte[] salt, String value) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("A salt has 32 bytes, not " + salt.length);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(
                    Normalizer.normalize(value, Normalizer.Form.NFC).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@return 32 random bytes} */
    public static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}
