package org.demarche.security.factor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A code on paper, good once: 80 random bits, in four groups of four letters. The server keeps its hash alone. */
final class RecoveryCode {
    /** How many an account gets at once. */
    static final int MANY = 10;

    private static final int BYTES = 10;

    private final String letters;

    private RecoveryCode(String letters) {
        this.letters = letters;
    }

    static RecoveryCode random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RecoveryCode(Base32.text(bytes));
    }

    /** Reads what somebody copied: small letters, spaces and hyphens don't matter. */
    static Optional<RecoveryCode> parse(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return letters.matches("[A-Z2-7]{16}") ? Optional.of(new RecoveryCode(letters)) : Optional.empty();
    }

    /** {@return as it is printed} */
    String text() {
        return letters.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** {@return its SHA-256: there is no guessing 80 random bits, so neither salt nor cost is needed} */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(letters.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryCode code && letters.equals(code.letters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash());
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
