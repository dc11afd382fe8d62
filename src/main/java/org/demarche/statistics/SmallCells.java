package org.demarche.statistics;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts that single nobody out: cells of fewer than ten are put together, and if together they are still fewer than
 * ten, the smallest others with them, so that none is found by subtraction.
 */
public final class SmallCells {
    /** The fewest that may share what is published of them. */
    public static final long FEWEST = 10;

    /** The name of the cell of what is put together. */
    public static final String POOLED = "*";

    private static final Comparator<Map.Entry<String, Long>> SMALLEST =
            Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    private SmallCells() {}

    /**
     * Pools the small cells of a table in which everybody is counted once.
     *
     * @param counts by what is known of those counted, each at least one
     */
    public static SortedMap<String, Long> pooled(Map<String, Long> counts) {
        SortedMap<String, Long> shown = new TreeMap<>(counts);
        long together = 0;
        for (Map.Entry<String, Long> cell :
                counts.entrySet().stream().sorted(SMALLEST).toList()) {
            boolean tooFew = together > 0 && together < FEWEST;
            if (cell.getValue() < FEWEST || tooFew) {
                together += cell.getValue();
                shown.remove(cell.getKey());
            }
        }
        if (together > 0) {
            shown.put(POOLED, together);
        }
        return shown;
    }

    /**
     * Whether the size of a part of a whole may be told: neither the part nor the rest are a few.
     *
     * @param part of the whole
     */
    static boolean isTellable(long part, long whole) {
        long rest = whole - part;
        return (part == 0 || part >= FEWEST) && (rest == 0 || rest >= FEWEST);
    }
}
