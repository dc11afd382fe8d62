package org.demarche.signing.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.vault.KeyedHash;

/**
 * The stamp that a form carries: when it was drawn, and with which text in front of it. It needs no session, is the same
 * for everyone who gets the same drawing of the page, and cannot be made elsewhere.
 *
 * <p>Its form is {@code SECONDS-TEXT-SEAL}: seconds since 1970 in decimal, the first twelve hex digits of the letter's
 * SHA-256, and 32 hex digits of the keyed hash of both with the petition and the language.
 */
@ApplicationScoped
public class Stamps {
    /** How long a form may lie open. */
    public static final Duration LIFE = Duration.ofDays(1);

    /** Two nodes' clocks may differ by this much. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})-([0-9a-f]{12})-([0-9a-f]{32})");

    private Function<String, byte[]> hash;
    private Duration minimum;
    private Clock clock;

    /** What a stamp says about the form that carries it. */
    public enum Verdict {
        GOOD("good"),
        TOO_FAST("tooFast"),
        TOO_OLD("tooOld"),
        CHANGED("changed"),
        INVALID("invalid");

        private final String key;

        Verdict(String key) {
            this.key = key;
        }

        /** What to tell the visitor; nothing where all is well. */
        public Optional<Problem> problem() {
            return this == GOOD ? Optional.empty() : Optional.of(Problem.of("sign", "petition.form.stamp." + key));
        }

        /** Whether the same stamp will do when the form is sent again. */
        public boolean isToBeKept() {
            return this == GOOD || this == TOO_FAST;
        }
    }

    protected Stamps() {}

    @Inject
    public Stamps(KeyedHash hash, Settings settings, Clock clock) {
        this(hash::ofStamp, settings.formMinimum(), clock);
    }

    /** @param minimum the least time in which a person fills in the form; zero for none */
    public Stamps(Function<String, byte[]> hash, Duration minimum, Clock clock) {
        this.hash = hash;
        this.minimum = minimum;
        this.clock = clock;
    }

    /** For a form that is drawn for the first time. */
    public String fresh(Petition petition, String language) {
        return stamp(petition, language, clock.instant());
    }

    /** For a form that is drawn again after its stamp was refused: whoever sent it has had the time to read it. */
    public String renewed(Petition petition, String language) {
        return stamp(petition, language, clock.instant().minus(minimum));
    }

    public Verdict judge(String stamp, Petition petition, String language) {
        Matcher parts = FORM.matcher(stamp);
        if (!parts.matches() || !hasSeal(parts, petition, language)) {
            return Verdict.INVALID;
        }
        if (!parts.group(2).equals(text(petition, language))) {
            return Verdict.CHANGED;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(parts.group(1))), clock.instant());
        if (age.compareTo(AHEAD.negated()) < 0) {
            return Verdict.INVALID;
        }
        if (age.compareTo(minimum) < 0 && !minimum.isZero()) {
            return Verdict.TOO_FAST;
        }
        return age.compareTo(LIFE) > 0 ? Verdict.TOO_OLD : Verdict.GOOD;
    }

    private boolean hasSeal(Matcher parts, Petition petition, String language) {
        byte[] expected = seal(petition, language, parts.group(1), parts.group(2));
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(3)));
    }

    private String stamp(Petition petition, String language, Instant time) {
        String seconds = Long.toString(time.getEpochSecond());
        String text = text(petition, language);
        return seconds + "-" + text + "-" + HexFormat.of().formatHex(seal(petition, language, seconds, text));
    }

    private byte[] seal(Petition petition, String language, String seconds, String text) {
        return Arrays.copyOf(hash.apply(String.join("\n", petition.slug(), language, seconds, text)), 16);
    }

    private static String text(Petition petition, String language) {
        return petition.letter(language).sha256().substring(0, 12);
    }
}
