package org.demarche.verification.input;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the one hash of the package format, and the lower-case hexadecimal in which it is written. */
public final class Sha256 {

    /** Bytes in a hash. */
    public static final int LENGTH = 32;

    private static final HexFormat HEX = HexFormat.of();

    private Sha256() {}

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** {@return the hash of the bytes, in hexadecimal} */
    public static String of(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    public static String hex(byte[] hash) {
        return HEX.formatHex(hash);
    }

    /** {@return whether the text is 32 bytes as the format writes them: 64 hexadecimal digits, lower case} */
    public static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == 2 * LENGTH;
    }

    /** {@return the bytes of what {@link #isHex} accepts} */
    public static byte[] parse(String hex) {
        return HEX.parseHex(hex);
    }
}
