package org.demarche.statistics;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What everybody may know of those who signed a petition. Each table counts everybody once; its cell {@code *} holds
 * what would be too few on their own.
 *
 * @param asOf those confirmed until then are counted; empty while there are none
 * @param signatures how many they are
 * @param demands how many support each demand, by its number; empty where it could single somebody out
 * @param countries by ISO 3166-1 alpha-2
 * @param languages by BCP 47 tag of the letter signed
 * @param months by month in UTC, such as {@code 2026-11}
 */
public record Figures(
        Optional<Instant> asOf,
        long signatures,
        SortedMap<Integer, Optional<Long>> demands,
        Map<String, Long> countries,
        Map<String, Long> languages,
        Map<String, Long> months) {}
