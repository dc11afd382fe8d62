package org.demarche.web.staff;

import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.demarche.moderation.Reason;
import org.demarche.moderation.table.Filter;
import org.demarche.moderation.table.SignatureRow;
import org.demarche.signature.Channel;
import org.demarche.signature.Flag;
import org.demarche.signature.Ruling;
import org.demarche.signature.SignatureState;
import org.demarche.web.Countries;
import org.demarche.web.Text;

/** What the pages about signatures say in the same way. */
@Named
@ApplicationScoped
public class SignatureView {
    private Countries countries;

    protected SignatureView() {}

    @Inject
    SignatureView(Countries countries) {
        this.countries = countries;
    }

    public List<SignatureState> getStates() {
        return List.of(SignatureState.values());
    }

    public List<Flag> getFlags() {
        return List.of(Flag.values());
    }

    public List<Channel> getChannels() {
        return List.of(Channel.values());
    }

    public List<Ruling> getRulings() {
        return List.of(Ruling.values());
    }

    /** Those of the reasons that can be given for a ruling. */
    public List<Reason> serving(List<Reason> reasons, Ruling ruling) {
        return reasons.stream().filter(reason -> reason.serves(ruling)).toList();
    }

    /** The rulings that are possible in a state. */
    public List<Ruling> possible(SignatureState state) {
        return Arrays.stream(Ruling.values())
                .filter(ruling -> ruling.isPossibleIn(state))
                .toList();
    }

    /** The kind of badge that a state has. */
    public String badge(SignatureState state) {
        return switch (state) {
            case CONFIRMED -> "badge good";
            case HELD -> "badge caution";
            case STRUCK_OUT -> "badge bad";
            case WITHDRAWN, ERASED -> "badge";
        };
    }

    /** The English name of a language, by its BCP 47 tag. */
    public String language(String tag) {
        return ULocale.forLanguageTag(tag).getDisplayName(ULocale.ENGLISH);
    }

    /** What is filtered by, in words: each field's label and value. */
    public List<Map.Entry<String, String>> describe(Filter filter) {
        Text text = Text.ofStaff();
        return filter.fields().entrySet().stream()
                .map(field -> Map.entry(
                        text.get("signatures.filter." + field.getKey()), value(text, field.getKey(), field.getValue())))
                .toList();
    }

    private String value(Text text, String field, String value) {
        return switch (field) {
            case "country" -> countries.name(value, "en");
            case "language" -> language(value);
            case "from", "until" -> text.moment(Instant.parse(value + ":00Z"));
            case "domain" -> text.get("signatures.domain.one");
            case "asked" -> text.get("signatures.filter.asked." + value);
            default -> text.get("signatures." + field + "." + value);
        };
    }

    /** When its signer asked for a review; null if they did not, or were answered. */
    public Instant askedAt(SignatureRow row) {
        return row.asked().map(SignatureRow.Asked::at).orElse(null);
    }

    /** Mark of the mail domain; null where there is none. */
    public String domain(SignatureRow row) {
        return row.domain().orElse(null);
    }

    /** The latest decision; null if there is none. */
    public SignatureRow.Ruled ruled(SignatureRow row) {
        return row.ruled().orElse(null);
    }
}
