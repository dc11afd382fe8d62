package org.demarche.moderation.transparency;

import java.time.Instant;
import java.util.SortedMap;

/**
 * How many signatures to a petition do not count, and why, so that nobody is singled out.
 *
 * @param asOf when they were counted
 * @param held how many wait for a decision
 * @param released how many were held once and count now
 * @param struckOut how many were struck out
 * @param reasons those struck out by code of the reason; what would be too few is together under
 *     {@link org.demarche.statistics.SmallCells#POOLED}, and nothing is here where all of them are too few
 */
public record Transparency(Instant asOf, Told held, Told released, Told struckOut, SortedMap<String, Long> reasons) {
    /**
     * A number that may be told, unless it is a few.
     *
     * @param value the number itself, or the fewest that are told where it is less
     * @param few whether it is at least one and less than that
     */
    public record Told(long value, boolean few) {}
}
