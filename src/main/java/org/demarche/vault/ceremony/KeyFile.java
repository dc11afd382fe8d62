package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A vault's private key as one holder keeps it: a short text, encrypted under a passphrase that this holder alone knows.
 * The head of the text says whose it is, and is bound to the key: a changed head opens as little as a wrong passphrase.
 *
 * <p>The key is encrypted with AES-256-GCM under PBKDF2-HMAC-SHA512 of the passphrase (Unicode NFC), the head being the
 * associated data; the body is Base64 of salt (16 bytes) ‖ nonce (12) ‖ ciphertext (32) ‖ tag (16).
 *
 * @param fingerprint of the petition's public key
 * @param holder who keeps this file, or {@code recovery} and who keeps that
 */
public record KeyFile(String petition, String holder, String fingerprint, int iterations, String body) {
    /** OWASP Password Storage Cheat Sheet: at least 220,000; a file that may be stolen deserves more. */
    static final int ITERATIONS = 1_000_000;

    static final int FEWEST_ITERATIONS = 220_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int LONGEST = 4_000;
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int BODY_BYTES = SALT_BYTES + NONCE_BYTES + VaultKey.BYTES + TAG_BITS / Byte.SIZE;
    private static final String FIRST = "-----BEGIN DEMARCHE VAULT KEY-----";
    private static final String LAST = "-----END DEMARCHE VAULT KEY-----";
    private static final Pattern FORM = Pattern.compile(FIRST
            + "\\R+Petition: ([a-z0-9][a-z0-9-]{0,63})\\R+Holder: ([^\\r\\n]{1,100})\\R+Fingerprint: ([0-9a-f]{64})"
            + "\\R+Derivation: PBKDF2-HMAC-SHA512 ([0-9]{6,8})\\R+((?:[A-Za-z0-9+/=]+\\R+)+)"
            + LAST);

    /**
     * Encrypts a key for one holder.
     *
     * @param iterations how much work each guess of the passphrase costs
     */
    static KeyFile seal(
            VaultKey key, String petition, String holder, char[] passphrase, int iterations, SecureRandom random) {
        KeyFile head = new KeyFile(petition, holder, key.fingerprint(), iterations, "");
        byte[] start = new byte[SALT_BYTES + NONCE_BYTES];
        random.nextBytes(start);
        try {
            byte[] sealed = head.cipher(Cipher.ENCRYPT_MODE, start, passphrase).doFinal(key.secret());
            byte[] all = Arrays.copyOf(start, start.length + sealed.length);
            System.arraycopy(sealed, 0, all, start.length, sealed.length);
            return new KeyFile(
                    petition,
                    holder,
                    head.fingerprint,
                    iterations,
                    Base64.getEncoder().encodeToString(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** Reads a file's text, whatever stands around it; empty if there is no key file in it. */
    public static Optional<KeyFile> parse(String text) {
        Matcher matcher = FORM.matcher(text.length() > LONGEST ? "" : text.replace("\r\n", "\n"));
        if (!matcher.find()) {
            return Optional.empty();
        }
        int iterations = Integer.parseInt(matcher.group(4));
        String body = matcher.group(5).replaceAll("\\s", "");
        boolean fits = iterations >= FEWEST_ITERATIONS
                && iterations <= MOST_ITERATIONS
                && decoded(body).isPresent();
        return fits
                ? Optional.of(new KeyFile(matcher.group(1), matcher.group(2), matcher.group(3), iterations, body))
                : Optional.empty();
    }

    private static Optional<byte[]> decoded(String body) {
        try {
            return Optional.of(Base64.getDecoder().decode(body)).filter(bytes -> bytes.length == BODY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the private key; empty if the passphrase is another, or the file was changed} */
    public Optional<VaultKey> open(char[] passphrase) {
        byte[] all = decoded(body).orElseThrow();
        byte[] start = Arrays.copyOf(all, SALT_BYTES + NONCE_BYTES);
        try {
            byte[] secret = cipher(Cipher.DECRYPT_MODE, start, passphrase)
                    .doFinal(all, start.length, all.length - start.length);
            VaultKey key = VaultKey.of(secret);
            Arrays.fill(secret, (byte) 0);
            return Optional.of(key).filter(opened -> opened.fingerprint().equals(fingerprint));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] start, char[] passphrase) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOf(start, SALT_BYTES);
        char[] normalised = Normalizer.normalize(new String(passphrase), Normalizer.Form.NFC)
                .toCharArray();
        PBEKeySpec spec = new PBEKeySpec(normalised, salt, iterations, VaultKey.BYTES * Byte.SIZE);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, start, SALT_BYTES, NONCE_BYTES));
        cipher.updateAAD(head().getBytes(UTF_8));
        Arrays.fill(key, (byte) 0);
        return cipher;
    }

    private String head() {
        return "Petition: " + petition + "\nHolder: " + holder + "\nFingerprint: " + fingerprint
                + "\nDerivation: PBKDF2-HMAC-SHA512 " + iterations;
    }

    /** {@return the text of the file} */
    public String text() {
        return FIRST + "\n" + head() + "\n" + body.replaceAll("(.{64})", "$1\n") + "\n" + LAST + "\n";
    }

    @Override
    public String toString() {
        return "KeyFile[" + petition + ", " + fingerprint + "]";
    }
}
