package org.demarche.vault.ceremony;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** A petition's private key (X25519, RFC 7748), and what it opens. */
public final class VaultKey {
    /** Bytes of a private or a public key. */
    public static final int BYTES = 32;

    private static final byte[] BASE = base();

    private final byte[] secret;

    private VaultKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A vault's private key has " + BYTES + " bytes");
        }
        this.secret = secret.clone();
    }

    /** {@return a new key} */
    static VaultKey make(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new VaultKey(secret);
    }

    /** {@return the key of these 32 bytes, as {@link #secret()} gave them} */
    public static VaultKey of(byte[] secret) {
        return new VaultKey(secret);
    }

    /** {@return the private key itself: whoever has it reads every name} */
    public byte[] secret() {
        return secret.clone();
    }

    /** {@return the public key, to which the portal seals} */
    public byte[] publicKey() {
        return agree(BASE);
    }

    /** {@return SHA-256 of the public key in lower-case hexadecimal, to be compared with paper} */
    public String fingerprint() {
        return fingerprint(publicKey());
    }

    /** As {@link #fingerprint()}, of any public key. */
    public static String fingerprint(byte[] publicKey) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Opens what was sealed to the public key by HPKE (RFC 9180, base mode, X25519, HKDF-SHA256, AES-256-GCM).
     *
     * @param sealed the encapsulated key, 32 bytes, and the ciphertext
     * @param info what it was bound to
     * @return empty if it was sealed to another key, bound to something else, or changed
     */
    Optional<byte[]> open(byte[] sealed, byte[] info) {
        if (sealed.length <= BYTES) {
            return Optional.empty();
        }
        byte[] encapsulated = Arrays.copyOf(sealed, BYTES);
        byte[] ciphertext = Arrays.copyOfRange(sealed, BYTES, sealed.length);
        return Hpke.open(agree(encapsulated), encapsulated, publicKey(), info, ciphertext);
    }

    private byte[] agree(byte[] other) {
        try {
            KeyFactory keys = KeyFactory.getInstance("X25519");
            PrivateKey own = keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
            PublicKey theirs = keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(other)));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own);
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is not an X25519 key", e);
        }
    }

    /** Little-endian, its highest bit without meaning. */
    private static BigInteger coordinate(byte[] bytes) {
        byte[] big = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            big[i] = bytes[BYTES - 1 - i];
        }
        big[0] &= 0x7f;
        return new BigInteger(1, big);
    }

    private static byte[] base() {
        byte[] base = new byte[BYTES];
        base[0] = 9;
        return base;
    }

    @Override
    public String toString() {
        return "VaultKey[" + fingerprint() + "]";
    }
}
