package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Properties;

/** The texts of documents in one language; where there are none, in English. */
final class Texts {
    private static final String FALLBACK = "en";

    private final String language;
    private final ULocale locale;
    private final Properties patterns;

    private Texts(String language) {
        this.language = language;
        // Day before month: letters go to Geneva.
        locale = language.equals(FALLBACK) ? ULocale.UK : ULocale.forLanguageTag(language);
        patterns = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(file(language))) {
            patterns.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Texts in(String language) {
        return new Texts(exist(language) ? language : FALLBACK);
    }

    static boolean exist(String language) {
        return Texts.class.getResource(file(language)) != null;
    }

    private static String file(String language) {
        return "/messages/package_" + language + ".properties";
    }

    String language() {
        return language;
    }

    boolean isRightToLeft() {
        return locale.isRightToLeft();
    }

    String say(String key, Object... arguments) {
        String pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No text for " + key + " in " + locale);
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    String number(long number) {
        return com.ibm.icu.text.NumberFormat.getIntegerInstance(locale).format(number);
    }

    String date(LocalDate date) {
        return formatted(
                DateFormat.getDateInstance(DateFormat.LONG, locale),
                date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    String date(Instant time) {
        return formatted(DateFormat.getDateInstance(DateFormat.LONG, locale), time);
    }

    /** Date and time to the second, in UTC and saying so. */
    String time(Instant time) {
        String clock = formatted(new SimpleDateFormat("HH:mm:ss", locale), time);
        return say("letter.time", date(time) + ", " + clock);
    }

    private static String formatted(DateFormat format, Instant time) {
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format.format(Date.from(time));
    }
}
