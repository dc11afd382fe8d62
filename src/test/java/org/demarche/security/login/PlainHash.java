package org.demarche.security.login;

import jakarta.security.enterprise.identitystore.PasswordHash;
import java.util.Map;

/** Hashes nothing, quickly, and counts how often it was asked to compare. */
final class PlainHash implements PasswordHash {
    private Map<String, String> parameters = Map.of();
    private int comparisons;

    @Override
    public void initialize(Map<String, String> given) {
        parameters = Map.copyOf(given);
    }

    @Override
    public String generate(char[] password) {
        return "hash of " + new String(password);
    }

    @Override
    public boolean verify(char[] password, String hash) {
        comparisons++;
        return generate(password).equals(hash);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    int comparisons() {
        return comparisons;
    }
}
