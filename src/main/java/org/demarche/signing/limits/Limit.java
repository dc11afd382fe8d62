package org.demarche.signing.limits;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many in such a time, in any window of that length.
 *
 * @param most at least one
 */
record Limit(int most, Duration within) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})/([1-9][0-9]{0,5})s");

    /**
     * Reads a limit such as {@code 10/60s}; {@code 0} is none.
     *
     * @throws IllegalArgumentException naming the setting, if it is neither
     */
    static Optional<Limit> parse(String setting, String text) {
        if (text.equals("0")) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    setting + " is " + text + "; write a number and seconds such as 10/60s, or 0" + " for no limit.");
        }
        return Optional.of(
                new Limit(Integer.parseInt(parts.group(1)), Duration.ofSeconds(Long.parseLong(parts.group(2)))));
    }
}
