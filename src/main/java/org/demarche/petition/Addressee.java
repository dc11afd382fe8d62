package org.demarche.petition;

import java.util.List;
import java.util.Map;

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
    public Addressee {
        addresses = Map.copyOf(addresses);
    }

    /** The lines of the postal address. */
    public List<String> address(String inLanguage) {
        return addresses.getOrDefault(inLanguage, addresses.get(office.fallback()));
    }
}
