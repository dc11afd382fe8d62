package org.demarche.moderation.table;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Between which two signatures a page begins or ends: that of the signature on this side of it. It stays where it is,
 * whatever is added or decided meanwhile.
 *
 * @param at what the list is ordered by
 * @param id of the signature, which decides among those of one hour
 */
public record Place(Instant at, long id) {
    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,12})-([0-9]{1,18})");

    /** As it stands in addresses. */
    public String text() {
        return at.getEpochSecond() + "-" + id;
    }

    public static Optional<Place> parse(String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new Place(
                        Instant.ofEpochSecond(Long.parseLong(matcher.group(1))), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
