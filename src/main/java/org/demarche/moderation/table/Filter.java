package org.demarche.moderation.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.signature.Channel;
import org.demarche.signature.Flag;
import org.demarche.signature.SignatureState;

/**
 * Which signatures are meant. It stands in addresses, and so holds nothing that could name anybody.
 *
 * @param country ISO 3166-1 alpha-2
 * @param language BCP 47 tag of the letter signed
 * @param domain mark of the mail domain: which domain it is, it does not say
 * @param from signed in this hour or later
 * @param until signed before this hour
 * @param asked whether their signers wait for a review that they asked for
 */
public record Filter(
        Optional<SignatureState> state,
        Optional<Flag> flag,
        Optional<String> country,
        Optional<String> language,
        Optional<Channel> channel,
        Optional<String> domain,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Boolean> asked) {
    public Filter {
        from = from.map(hour -> hour.truncatedTo(ChronoUnit.HOURS));
        until = until.map(hour -> hour.truncatedTo(ChronoUnit.HOURS));
    }

    /** All signatures. */
    public static Filter all() {
        return of(Map.of());
    }

    /** What waits for a decision. */
    public static Filter queue() {
        return of(Map.of("state", SignatureState.HELD.name()));
    }

    /** The fields of an address; what makes no sense filters nothing. */
    public static Filter of(Map<String, String> fields) {
        return new Filter(
                constant(SignatureState.class, fields.get("state")),
                constant(Flag.class, fields.get("flag")),
                matching(fields.get("country"), "[A-Z]{2}"),
                matching(fields.get("language"), "[A-Za-z-]{2,16}"),
                constant(Channel.class, fields.get("channel")),
                matching(fields.get("domain"), "[0-9a-f]{12}"),
                hour(fields.get("from")),
                hour(fields.get("until")),
                matching(fields.get("asked"), "yes|no").map("yes"::equals));
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private static Optional<String> matching(String text, String pattern) {
        return Optional.ofNullable(text).filter(given -> given.matches(pattern));
    }

    /** As a browser sends it: {@code 2026-11-23T12:00}, taken as UTC. */
    private static Optional<Instant> hour(String text) {
        try {
            return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(given -> LocalDateTime.parse(given)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The fields of an address that are filled in, in the order of this record. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        state.ifPresent(value -> fields.put("state", value.name()));
        flag.ifPresent(value -> fields.put("flag", value.name()));
        country.ifPresent(value -> fields.put("country", value));
        language.ifPresent(value -> fields.put("language", value));
        channel.ifPresent(value -> fields.put("channel", value.name()));
        domain.ifPresent(value -> fields.put("domain", value));
        from.ifPresent(value -> fields.put("from", text(value)));
        until.ifPresent(value -> fields.put("until", text(value)));
        asked.ifPresent(value -> fields.put("asked", value ? "yes" : "no"));
        return fields;
    }

    private static String text(Instant hour) {
        return hour.toString().substring(0, "2026-11-23T12:00".length());
    }

    /** What an address has after its question mark; empty for all signatures. */
    public String query() {
        return fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }

    /** The other way round. */
    public static Filter ofQuery(String query) {
        return of(fieldsOf(query));
    }

    /** The fields of an address, of which none needs an escape; the first of a name counts. */
    public static Map<String, String> fieldsOf(String query) {
        return Arrays.stream(query.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> field[0], field -> field[1], (first, second) -> first));
    }

    /** Whether requests for review go before the others: where all that is held is looked at. */
    boolean putsRequestsFirst() {
        return state.equals(Optional.of(SignatureState.HELD)) && asked.isEmpty();
    }

    /** The same, of those who asked for a review or did not. */
    Filter asking(boolean yes) {
        return new Filter(state, flag, country, language, channel, domain, from, until, Optional.of(yes));
    }
}
