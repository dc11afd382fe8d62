package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The recipient's half of RFC 9180 in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
final class Hpke {
    private static final byte[] KEM = {'K', 'E', 'M', 0x00, 0x20};
    private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x02};
    private static final byte[] NOTHING = {};
    private static final byte[] BASE_MODE = {0};
    private static final int HASH_BYTES = 32;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private Hpke() {}

    /**
     * Opens the first and only message of a context.
     *
     * @param agreed what X25519 gave of the recipient's private and the encapsulated key
     */
    static Optional<byte[]> open(byte[] agreed, byte[] encapsulated, byte[] recipient, byte[] info, byte[] ciphertext) {
        byte[] extracted = extract(NOTHING, KEM, "eae_prk", agreed);
        byte[] shared = expand(extracted, KEM, "shared_secret", joined(encapsulated, recipient), HASH_BYTES);
        byte[] context = joined(
                BASE_MODE, extract(NOTHING, SUITE, "psk_id_hash", NOTHING), extract(NOTHING, SUITE, "info_hash", info));
        byte[] secret = extract(shared, SUITE, "secret", NOTHING);
        byte[] key = expand(secret, SUITE, "key", context, KEY_BYTES);
        byte[] nonce = expand(secret, SUITE, "base_nonce", context, NONCE_BYTES);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(ciphertext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    private static byte[] extract(byte[] salt, byte[] suite, String label, byte[] input) {
        byte[] key = salt.length == 0 ? new byte[HASH_BYTES] : salt;
        return hmac(key, joined(text("HPKE-v1"), suite, text(label), input));
    }

    /** At most one block of HKDF, which is all that is asked for here. */
    private static byte[] expand(byte[] key, byte[] suite, String label, byte[] info, int length) {
        byte[] size = {0, (byte) length};
        byte[] block = hmac(key, joined(size, text("HPKE-v1"), suite, text(label), info, new byte[] {1}));
        return Arrays.copyOf(block, length);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
