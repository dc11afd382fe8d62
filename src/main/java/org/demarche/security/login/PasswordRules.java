package org.demarche.security.login;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What makes a password acceptable: its length, and that it is not among the first that somebody would try. There are
 * no rules about kinds of characters (NIST SP 800-63B, section 3.1.1.2).
 */
public final class PasswordRules {
    /** Code points after normalisation. */
    public static final int SHORTEST = 12;

    /** Code points after normalisation. */
    public static final int LONGEST = 128;

    private static final int FEWEST_DIFFERENT = 5;
    private static final Set<String> COMMON = read("/security/common-passwords.txt");

    /** Why a password is refused. */
    public enum Problem {
        MISSING,
        TOO_SHORT,
        TOO_LONG,
        COMMON
    }

    private PasswordRules() {}

    /** One spelling for what looks the same, so that two keyboards give the same password (Unicode NFC). */
    public static String normalised(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC);
    }

    /**
     * Judges a new password.
     *
     * @param typed as it came from the form
     * @param personal what everybody knows of its owner, such as the name and the address
     * @return empty if it may be used
     */
    public static Optional<Problem> problem(String typed, Collection<String> personal) {
        String password = normalised(typed);
        int length = password.codePointCount(0, password.length());
        if (length == 0) {
            return Optional.of(Problem.MISSING);
        }
        if (length < SHORTEST) {
            return Optional.of(Problem.TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Problem.TOO_LONG);
        }
        String folded = folded(password);
        boolean guessable = COMMON.contains(folded)
                || folded.codePoints().distinct().count() < FEWEST_DIFFERENT
                || personal.stream().map(PasswordRules::folded).anyMatch(folded::equals);
        return guessable ? Optional.of(Problem.COMMON) : Optional.empty();
    }

    private static String folded(String text) {
        return normalised(text).strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> read(String resource) {
        try (InputStream file = PasswordRules.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PasswordRules::folded)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
