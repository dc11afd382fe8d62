package org.demarche.petition;

import java.util.Map;

/**
 * The same words in several languages.
 *
 * @param byLanguage language tag as in URL prefixes to text; never empty
 * @param fallback the language that answers for the missing ones; among the keys
 */
public record Words(Map<String, String> byLanguage, String fallback) {
    public Words {
        byLanguage = Map.copyOf(byLanguage);
        if (!byLanguage.containsKey(fallback)) {
            throw new IllegalArgumentException("There are no words in the fallback language " + fallback + ".");
        }
    }

    public String in(String language) {
        return byLanguage.getOrDefault(language, byLanguage.get(fallback));
    }
}
