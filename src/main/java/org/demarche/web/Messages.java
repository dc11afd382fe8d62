package org.demarche.web;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of pages in one language: ICU patterns by key, with numbers and plurals by its rules. */
public final class Messages {
    private static final Map<String, Messages> LOADED = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Map<String, String> patterns = new ConcurrentHashMap<>();

    /**
     * Loads a file of texts.
     *
     * @param file its path among the resources, UTF-8
     * @param language BCP 47 tag, by whose rules numbers and plurals are written
     */
    Messages(String file, String language) {
        // Dates of plain "en" are American; most readers of this portal's English are elsewhere.
        locale = Locale.forLanguageTag(language.equals("en") ? "en-001" : language);
        Properties bundle = new Properties();
        try (InputStream texts = Messages.class.getResourceAsStream(file)) {
            if (texts == null) {
                throw new MissingResourceException("No texts in this language", file, language);
            }
            bundle.load(new InputStreamReader(texts, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bundle.forEach((key, pattern) -> patterns.put((String) key, (String) pattern));
    }

    /**
     * The texts in a language.
     *
     * @param language one of {@link Languages#spoken()}
     */
    public static Messages in(String language) {
        return LOADED.computeIfAbsent(language, spoken -> new Messages(Languages.bundle(spoken), spoken));
    }

    /** The texts of staff pages, which are in English. */
    public static Messages ofStaff() {
        return LOADED.computeIfAbsent("staff", staff -> new Messages("/messages/staff_en.properties", "en"));
    }

    /** The texts for those who write programs, which are in English. */
    public static Messages ofApi() {
        return LOADED.computeIfAbsent("api", api -> new Messages("/messages/api_en.properties", "en"));
    }

    public Locale locale() {
        return locale;
    }

    /**
     * One text.
     *
     * @param arguments in the order of the pattern's numbers
     * @throws MissingResourceException if the bundle has no such key
     */
    public String text(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new MissingResourceException("No text for " + key, locale.toLanguageTag(), key);
        }
        boolean plain = pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
        return plain ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    /** Whether there is a text for this key. */
    public boolean has(String key) {
        return patterns.containsKey(key);
    }
}
