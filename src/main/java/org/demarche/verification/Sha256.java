package org.demarche.verification;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the one hash of the package format, and the lower-case hexadecimal in which it is written. */
final class Sha256 {

    /** Bytes in a hash. */
    static final int LENGTH = 32;

    private static final HexFormat HEX = HexFormat.of();

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    static String hex(byte[] hash) {
        return HEX.formatHex(hash);
    }

    /** {@return whether the text is a hash as the format writes it: 64 hexadecimal digits, lower case} */
    static boolean isHex(String text) {
        return text.length() == 2 * LENGTH && text.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0);
    }

    /** {@return the bytes of a hash that {@link #isHex} accepts} */
    static byte[] parse(String hex) {
        return HEX.parseHex(hex);
    }
}
