package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.Hkdf;
import java.security.GeneralSecurityException;

/** HKDF-SHA256 (RFC 5869) from one secret to a key of its own for each purpose. */
final class Derivation {
    private static final byte[] NO_SALT = new byte[0];

    private Derivation() {}

    /** {@return 32 bytes that follow from the secret and the purpose, and tell nothing of either} */
    static byte[] derive(byte[] secret, String purpose) {
        try {
            return Hkdf.computeHkdf(
                    "HMACSHA256", secret, NO_SALT, ("demarche " + purpose).getBytes(UTF_8), AesGcm.KEY_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
