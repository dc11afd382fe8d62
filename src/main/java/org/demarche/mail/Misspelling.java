package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the domain that a typist probably meant. A guess, to be offered and never imposed: only domains that very many
 * people use, listed in {@code mail/known-domains.txt}, are ever suggested, and none of them is taken for a mistake.
 */
@ApplicationScoped
public class Misspelling {
    /** What comes out when the end of {@code .com} and its like goes wrong. */
    private static final Map<String, String> ENDINGS =
            Map.of("con", "com", "cmo", "com", "comm", "com", "vom", "com", "xom", "com", "ocm", "com", "rru", "ru");

    private static final int SHORT = 8;

    private Set<String> known;

    /** The list that the portal ships. */
    public Misspelling() {
        known = new KnownDomains().all();
    }

    /** {@return the address with the domain that was probably meant; empty where there is nothing to suggest} */
    public Optional<Address> suggestion(Address typed) {
        String domain = typed.domain();
        if (known.contains(domain)) {
            return Optional.empty();
        }
        return nearest(domain).or(() -> withUsualEnding(domain)).flatMap(typed::at);
    }

    private Optional<String> nearest(String domain) {
        int tolerated = domain.length() <= SHORT ? 1 : 2;
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - domain.length()) <= tolerated)
                .filter(candidate -> distance(candidate, domain) <= tolerated)
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, domain))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<String> withUsualEnding(String domain) {
        int dot = domain.lastIndexOf('.');
        return Optional.ofNullable(ENDINGS.get(domain.substring(dot + 1)))
                .map(ending -> domain.substring(0, dot + 1) + ending);
    }

    /** Letters added, left out, exchanged or swapped with their neighbour (optimal string alignment). */
    private static int distance(String one, String other) {
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : least(least, one, other, i, j);
            }
        }
        return least[one.length()][other.length()];
    }

    private static int least(int[][] least, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int edits = Math.min(least[i - 1][j - 1] + (same ? 0 : 1), Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(edits, least[i - 2][j - 2] + 1) : edits;
    }
}
