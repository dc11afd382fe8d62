package org.demarche.submission.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.CaseMap;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Properties;

/** The texts of documents in one language; where there are none, in English. */
public final class Texts {
    private static final String FALLBACK = "en";

    private final String language;
    private final ULocale locale;
    private final Properties patterns;
    private final Properties countries;

    private Texts(String language) {
        this.language = language;
        // Day before month: letters go to Geneva.
        locale = language.equals(FALLBACK) ? ULocale.UK : ULocale.forLanguageTag(language);
        patterns = read(file(language));
        // The pages' own names of countries: those that differ from CLDR's, or that it lacks.
        countries = read("/messages/countries_" + language + ".properties");
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            if (in != null) {
                properties.load(new InputStreamReader(in, UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** {@return the texts of a language, or the English ones if it has none} */
    public static Texts in(String language) {
        return new Texts(exist(language) ? language : FALLBACK);
    }

    /** {@return whether documents speak a language} */
    public static boolean exist(String language) {
        return Texts.class.getResource(file(language)) != null;
    }

    private static String file(String language) {
        return "/messages/package_" + language + ".properties";
    }

    public String language() {
        return language;
    }

    /** {@return a text}
     * @param arguments numbered from 0, as the comment above its key names them */
    public String say(String key, Object... arguments) {
        String pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No text for " + key + " in " + locale);
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /** {@return two texts side by side, with the comma of the language} */
    public String joined(String first, String second) {
        return say("letter.joined", first, second);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** {@return a part of a whole as a percentage with one digit behind the point; of nothing, nothing} */
    public String share(long part, long whole) {
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        percent.setMinimumFractionDigits(1);
        percent.setMaximumFractionDigits(1);
        return percent.format(whole == 0 ? 0 : (double) part / whole);
    }

    /** {@return the name of a country}
     * @param code ISO 3166-1 alpha-2 */
    public String country(String code) {
        String name = countries.getProperty(code);
        return name == null ? ULocale.getDisplayCountry("und-" + code, locale) : name;
    }

    /** {@return the name of a language, as it stands at the head of a line}
     * @param tag BCP 47 */
    public String languageName(String tag) {
        return atHead(ULocale.getDisplayName(tag, locale));
    }

    /** {@return the name of a month with its year, as it stands at the head of a line} */
    public String month(YearMonth month) {
        String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern("yLLLL");
        String name = formatted(
                new SimpleDateFormat(pattern, locale),
                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        return atHead(name);
    }

    public String date(LocalDate date) {
        return formatted(
                DateFormat.getDateInstance(DateFormat.LONG, locale),
                date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    public String date(Instant time) {
        return formatted(DateFormat.getDateInstance(DateFormat.LONG, locale), time);
    }

    /** Date and time to the second, in UTC and saying so. */
    public String time(Instant time) {
        String clock = formatted(new SimpleDateFormat("HH:mm:ss", locale), time);
        return say("letter.time", joined(date(time), clock));
    }

    private String atHead(String name) {
        return CaseMap.toTitle().wholeString().noLowercase().apply(locale.toLocale(), null, name);
    }

    private static String formatted(DateFormat format, Instant time) {
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format.format(Date.from(time));
    }
}
