package org.demarche.web;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The names of countries and territories (ISO 3166-1) in every language, by CLDR. */
@ApplicationScoped
@Named("countries")
public class Countries {
    private final Map<String, String> options = new ConcurrentHashMap<>();

    /** The name of a country; the code itself if it is none. */
    public String name(String code, String language) {
        return new ULocale("", code).getDisplayCountry(ULocale.forLanguageTag(language));
    }

    /**
     * The options of a choice of country: HTML, in the order of the language's alphabet. Built once for each language,
     * because there are 249 of them on every form.
     *
     * @param selected a code; anything else selects nothing
     */
    public String options(String language, String selected) {
        String all = options.computeIfAbsent(language, this::build);
        String plain = "<option value=\"" + selected + "\"";
        return selected != null && selected.matches("[A-Z]{2}") ? all.replace(plain, plain + " selected") : all;
    }

    private String build(String language) {
        Collator alphabet = Collator.getInstance(ULocale.forLanguageTag(language));
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> Map.entry(code, name(code, language)))
                .sorted(Map.Entry.comparingByValue((Comparator<? super String>) alphabet::compare))
                .map(country ->
                        "<option value=\"" + country.getKey() + "\">" + escape(country.getValue()) + "</option>")
                .collect(Collectors.joining("\n"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
