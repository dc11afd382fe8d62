package org.demarche.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import org.demarche.config.Settings;

/**
 * The address that mails come back to which cannot be delivered: each with a tag of its recipient's in it, so that one
 * that comes back says whose address is wrong, whatever the servers on the way write about it.
 *
 * @param localPart before the tag
 */
record ReturnPath(String localPart, String domain) {
    /** Characters of a tag, which follow a plus sign. */
    static final int TAG = 48;

    /** RFC 5321, 4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    ReturnPath {
        if (localPart.getBytes(UTF_8).length + 1 + TAG > LONGEST_LOCAL_PART
                || localPart.isEmpty()
                || domain.isEmpty()) {
            throw new IllegalStateException("demarche.mail.bounces.address needs 1 to " + (LONGEST_LOCAL_PART - 1 - TAG)
                    + " characters before the @, and a domain after it.");
        }
    }

    /** {@return what the settings say; empty if mails do not come back here} */
    static Optional<ReturnPath> of(Settings settings) {
        return settings.bouncesAddress().map(address -> {
            int at = address.lastIndexOf('@');
            return new ReturnPath(address.substring(0, Math.max(at, 0)), address.substring(at + 1));
        });
    }

    String with(String tag) {
        return localPart + "+" + tag + "@" + domain;
    }

    /** {@return the tag of an address; empty if it is not this one with a tag in it} */
    Optional<String> tag(String address) {
        String beginning = localPart + "+";
        String end = "@" + domain;
        boolean fits = address.length() == beginning.length() + TAG + end.length()
                && address.regionMatches(true, 0, beginning, 0, beginning.length())
                && address.regionMatches(true, beginning.length() + TAG, end, 0, end.length());
        return fits
                ? Optional.of(address.substring(beginning.length(), beginning.length() + TAG)
                        .toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
