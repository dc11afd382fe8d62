package org.demarche.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret of a link: 256 random bits. Whoever has it can do what the link is for, so the server keeps its hash
 * alone, and {@link #toString()} shows nothing.
 */
public final class Token {
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;
    private static final byte[] OWN_COPY = {};

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    public static Token random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new Token(secret);
    }

    /**
     * {@return the token that {@link #bytes()} gave}
     *
     * @param secret 32 bytes
     */
    public static Token of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A token has 32 bytes, not " + secret.length);
        }
        return new Token(secret.clone());
    }

    /**
     * Reads a token as links have it: 43 characters of base64url (RFC 4648, section 5) without padding. Each token has
     * one spelling; any other text gives nothing.
     */
    public static Optional<Token> parse(String text) {
        if (text == null || text.length() != CHARACTERS) {
            return Optional.empty();
        }
        try {
            Token token = new Token(Base64.getUrlDecoder().decode(text));
            return token.text().equals(text) ? Optional.of(token) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the 43 characters that a link ends with} */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** {@return the 32 secret bytes, to be sealed at once and never kept} */
    public byte[] bytes() {
        return secret.clone();
    }

    /** {@return its SHA-256, 32 bytes: what the server keeps. The token is random, so no salt is needed} */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@return another token that follows from this one, but from which this one does not follow} */
    public Token derive(String purpose) {
        return new Token(Derivation.derive(secret, "token " + purpose));
    }

    /** Encrypts for whoever has this token (AES-256-GCM under a key that follows from it). */
    public byte[] seal(byte[] plain) {
        return AesGcm.seal(sealingKey(), plain, OWN_COPY);
    }

    /** {@return what was sealed with this token; empty if it was another token or the bytes were changed} */
    public Optional<byte[]> open(byte[] sealed) {
        return AesGcm.open(sealingKey(), sealed, OWN_COPY);
    }

    private byte[] sealingKey() {
        return Derivation.derive(secret, "sealed for a token");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && MessageDigest.isEqual(secret, token.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash());
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
