package org.demarche.petition;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who receives the petition.
 *
 * @param country the state that the addressee speaks for, ISO 3166-1 alpha-2
 * @param language the language in which a submission addresses it first
 */
public record Addressee(
        Words name,
        Words function,
        Words office,
        Map<String, List<String>> addresses,
        String telephone,
        String country,
        String language) {
    /** Where the GDPR is law: the European Union, Iceland, Liechtenstein and Norway. */
    private static final Set<String> EUROPEAN_ECONOMIC_AREA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    public Addressee {
        addresses = Map.copyOf(addresses);
    }

    /** Whether what it is handed leaves the European Economic Area, wherever its office is. */
    public boolean isOfThirdCountry() {
        return !EUROPEAN_ECONOMIC_AREA.contains(country);
    }

    /** The lines of the postal address. */
    public List<String> address(String inLanguage) {
        return addresses.getOrDefault(inLanguage, addresses.get(office.fallback()));
    }
}
