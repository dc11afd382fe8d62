package org.demarche.web;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The languages that the portal speaks: those that have a bundle of texts for its pages. */
public final class Languages {
    /** In the order in which they are offered. A language is spoken once its bundle is there. */
    private static final List<String> PLANNED = List.of("en", "fr", "ru", "ky", "uz", "ar");

    /** A longer header is no browser's. */
    private static final int LONGEST_HEADER = 500;

    private static final List<String> SPOKEN = PLANNED.stream()
            .filter(language -> Languages.class.getResource(bundle(language)) != null)
            .toList();

    private Languages() {}

    /** BCP 47 tags as they stand in addresses; the first is what a visitor gets who asks for none of them. */
    public static List<String> spoken() {
        return SPOKEN;
    }

    /** Which way a language is written: {@code ltr} or {@code rtl}. */
    public static String direction(String language) {
        return ULocale.forLanguageTag(language).isRightToLeft() ? "rtl" : "ltr";
    }

    static String bundle(String language) {
        return "/messages/pages_" + language + ".properties";
    }

    /**
     * Chooses by a browser's wish (RFC 4647, look-up).
     *
     * @param acceptLanguage the header's value, or null; whatever cannot be read counts as no wish
     * @param offered not empty; the first is the default
     */
    public static String preferred(String acceptLanguage, Collection<String> offered) {
        String fallback = offered.iterator().next();
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return fallback;
        }
        try {
            List<Locale.LanguageRange> wishes = new ArrayList<>(Locale.LanguageRange.parse(acceptLanguage));
            wishes.removeIf(wish -> wish.getWeight() == 0);
            String found = Locale.lookupTag(wishes, offered);
            return found == null ? fallback : found;
        } catch (IllegalArgumentException e) {
            return fallback;
        }
    }
}
