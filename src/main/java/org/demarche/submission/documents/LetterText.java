package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.demarche.verification.Layout;

/**
 * A text that was signed, in one language and version.
 *
 * @param text as it was signed, to the character
 */
public record LetterText(String language, int version, String text) {
    /** Its name among the texts of a package. */
    String name() {
        return Layout.textName(language, version);
    }

    /** Of its UTF-8, in lower-case hexadecimal. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    Map<String, Object> inManifest() {
        return Map.of("language", language, "sha256", sha256(), "version", version);
    }
}
