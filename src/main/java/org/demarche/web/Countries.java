package org.demarche.web;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.demarche.signature.CountryCodes;

/**
 * The names of countries and territories in every language: by CLDR, except for those in
 * {@code messages/countries_{language}.properties}.
 */
@ApplicationScoped
@Named("countries")
public class Countries {
    private final Map<String, Messages> overrides = new ConcurrentHashMap<>();
    private final Map<String, String> options = new ConcurrentHashMap<>();

    /**
     * The name of a country; the code itself if it is none.
     *
     * @param language one of {@link Languages#spoken()}
     */
    public String name(String code, String language) {
        Messages preferred = overrides.computeIfAbsent(language, spoken -> new Messages(file(spoken), spoken));
        return preferred.has(code)
                ? preferred.text(code)
                : new ULocale("", code).getDisplayCountry(ULocale.forLanguageTag(language));
    }

    private static String file(String language) {
        return "/messages/countries_" + language + ".properties";
    }

    /**
     * The options of a choice of country: HTML, in the order of the language's alphabet. Built once for each language,
     * because there are 250 of them on every form.
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
        return CountryCodes.known().stream()
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
