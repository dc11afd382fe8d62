package org.demarche.submission;

import java.util.Map;
import java.util.TreeMap;
import org.demarche.submission.rows.CanonicalJson;

/**
 * Where every attempt to sign, and every signature that came of one, was at a cut-off.
 *
 * @param attempts by outcome: confirmed, duplicate, expired, open, refused
 * @param signatures by state: counted, erased, held, struckOut, withdrawn
 */
record Accounts(Map<String, Long> attempts, Map<String, Long> signatures) {
    Accounts {
        attempts = Map.copyOf(attempts);
        signatures = Map.copyOf(signatures);
    }

    /** Whether the signatures are those of the confirmed attempts, and as many are counted as an edition has rows. */
    boolean balanceWith(long rows) {
        return sum(signatures) == attempts.get("confirmed") && signatures.get("counted") == rows;
    }

    /** As the manifest of a package has it. */
    String toJson() {
        Map<String, Long> withTotal = new TreeMap<>(attempts);
        withTotal.put("total", sum(attempts));
        return CanonicalJson.text(Map.of("attempts", withTotal, "signatures", signatures));
    }

    private static long sum(Map<String, Long> categories) {
        return categories.values().stream().mapToLong(Long::longValue).sum();
    }
}
