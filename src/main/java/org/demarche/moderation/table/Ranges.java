package org.demarche.moderation.table;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.signature.Channel;
import org.demarche.signature.SignatureState;

/**
 * The query for the places of a page: one range of an index for each combination of the values that are not filtered by,
 * merged. Each range gives at most a page, so that the query costs the same wherever the page lies.
 */
final class Ranges {
    private final long petitionId;
    private final Filter filter;
    private final List<String> languages;
    private final List<String> flags;
    private final List<Object> parameters = new ArrayList<>();

    /**
     * @param languages that were signed in
     * @param flags the sets of flags, as they are kept, that have the one filtered by
     */
    Ranges(long petitionId, Filter filter, List<String> languages, List<String> flags) {
        this.petitionId = petitionId;
        this.filter = filter;
        this.languages = filter.language().map(List::of).orElse(languages);
        this.flags = flags;
    }

    /** What the query's {@code ?1}, {@code ?2} … stand for; complete once it has been written. */
    List<Object> parameters() {
        return parameters;
    }

    /**
     * The moments and numbers of at most so many signatures, from the newest to the oldest, or backwards.
     *
     * @param beyond where the page begins, or null
     */
    String page(Place beyond, boolean backwards, int most) {
        String order = backwards ? "asc" : "desc";
        String rest = condition() + (beyond == null ? "" : beyond(beyond, backwards)) + " order by s.consented_at "
                + order + ", s.id " + order + " limit " + most;
        return "select x.moment, x.id from ("
                + keys().stream()
                        .map(key -> "(select s.consented_at as moment, s.id from signature s where s.petition_id = "
                                + bind(petitionId) + key + rest + ")")
                        .collect(Collectors.joining(" union all "))
                + ") x order by x.moment " + order + ", x.id " + order + " limit " + most;
    }

    /** The numbers of all that match and are in one of these states. */
    String all(Set<SignatureState> states) {
        return "select s.id from signature s where s.petition_id = " + bind(petitionId) + whole() + condition()
                + " and s.state in ("
                + states.stream().map(state -> bind(state.name())).collect(Collectors.joining(", "))
                + ")";
    }

    /** The same, of those who wait for a review, from the one that waits longest; moments are those of asking. */
    String waiting(Place beyond, boolean backwards, int most) {
        String order = backwards ? "desc" : "asc";
        String compared = backwards ? "<" : ">";
        return "select r.asked_at as moment, s.id from review_request r join signature s"
                + " on s.petition_id = r.petition_id and s.id = r.signature_id"
                + " where r.petition_id = " + bind(petitionId) + " and r.answered_at is null" + whole() + span()
                + (beyond == null
                        ? ""
                        : " and (r.asked_at, r.signature_id) " + compared + " (" + moment(beyond) + ", "
                                + number(beyond) + ")")
                + " order by r.asked_at " + order + ", r.signature_id " + order + " limit " + most;
    }

    /** The beginnings of the keys: all that a page's place depends on but time and number. */
    private List<String> keys() {
        List<String> states = filter.state().stream().map(Enum::name).toList();
        if (states.isEmpty()) {
            states = Arrays.stream(SignatureState.values()).map(Enum::name).toList();
        }
        if (filter.flag().isPresent() || filter.domain().isPresent()) {
            List<String> beginnings = filter.flag().isPresent() ? product(List.of(""), "flags", flags) : List.of("");
            return product(beginnings, "state", states).stream()
                    .map(key -> key
                            + same("domain_mark", filter.domain().orElse(null))
                            + same("country", filter.country().orElse(null))
                            + same("language", filter.language().orElse(null))
                            + same("channel", filter.channel().map(Enum::name).orElse(null)))
                    .toList();
        }
        List<String> channels = filter.channel().stream().map(Enum::name).toList();
        if (channels.isEmpty()) {
            channels = Arrays.stream(Channel.values()).map(Enum::name).toList();
        }
        List<String> countries =
                product(List.of(""), "country", filter.country().stream().toList());
        return product(
                product(product(countries.isEmpty() ? List.of("") : countries, "state", states), "language", languages),
                "channel",
                channels);
    }

    private List<String> product(List<String> beginnings, String column, List<String> values) {
        return beginnings.stream()
                .flatMap(beginning -> values.stream().map(value -> beginning + same(column, value)))
                .toList();
    }

    /** Everything that is filtered by, where the order does not matter. */
    private String whole() {
        return same("domain_mark", filter.domain().orElse(null))
                + same("state", filter.state().map(Enum::name).orElse(null))
                + same("country", filter.country().orElse(null))
                + same("language", filter.language().orElse(null))
                + same("channel", filter.channel().map(Enum::name).orElse(null))
                + (filter.flag().isEmpty()
                        ? ""
                        : " and s.flags in (" + flags.stream().map(this::bind).collect(Collectors.joining(", ")) + ")");
    }

    private String same(String column, String value) {
        return value == null ? "" : " and s." + column + " = " + bind(value);
    }

    private String condition() {
        return span()
                + filter.asked()
                        .map(asked -> " and " + (asked ? "" : "not ")
                                + "exists (select 1 from review_request r where r.petition_id = s.petition_id"
                                + " and r.signature_id = s.id and r.answered_at is null)")
                        .orElse("");
    }

    private String span() {
        return filter.from()
                        .map(hour -> " and s.consented_at >= " + bind(Timestamp.from(hour)))
                        .orElse("")
                + filter.until()
                        .map(hour -> " and s.consented_at < " + bind(Timestamp.from(hour)))
                        .orElse("");
    }

    // The first condition says nothing new, but not every database finds the range by the second.
    private String beyond(Place place, boolean backwards) {
        String compared = backwards ? ">" : "<";
        return " and s.consented_at " + compared + "= " + moment(place) + " and (s.consented_at, s.id) " + compared
                + " (" + moment(place) + ", " + number(place) + ")";
    }

    private String moment(Place place) {
        return "cast(" + bind(Timestamp.from(place.at())) + " as timestamp with time zone)";
    }

    private String number(Place place) {
        return "cast(" + bind(place.id()) + " as bigint)";
    }

    private String bind(Object value) {
        if (!parameters.contains(value)) {
            parameters.add(value);
        }
        return "?" + (parameters.indexOf(value) + 1);
    }
}
