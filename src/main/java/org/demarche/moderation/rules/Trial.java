package org.demarche.moderation.rules;

import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.demarche.signature.SignatureState;

/**
 * What a rule would have found.
 *
 * @param days how many it would have flagged of each day in UTC, of days without any too
 * @param most how many were together at most
 * @param states in which states they are now
 */
public record Trial(SortedMap<LocalDate, Integer> days, int most, Map<SignatureState, Long> states) {
    public int found() {
        return days.values().stream().mapToInt(Integer::intValue).sum();
    }
}
