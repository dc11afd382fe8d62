package org.demarche.submission.rows;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.demarche.statistics.SmallCells;

/**
 * k-anonymity over (country, language, period, channel), with k = 10: every published combination is shared by ten rows
 * or more.
 *
 * <p>Where a channel alone is too small, all of its country, language and month give up their channel, so that none
 * can be found by subtraction. Cells that are too small still give up their period, then their language, then their country, each time together with
 * the others that have become alike. What remains pooled in everything and is still too small draws the smallest other
 * cell in, until there is nobody in it who could be found by subtraction. The result depends on the counts alone.
 */
public final class Pooling {
    /** The fewest rows that may share a combination. */
    public static final long FEWEST = SmallCells.FEWEST;

    private static final Comparator<Map.Entry<Cell, Long>> SMALLEST =
            Map.Entry.<Cell, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

    /** Where each cell is published; starts as itself. */
    private final Map<Cell, Cell> published = new TreeMap<>();

    private final Map<Cell, Long> counts;

    private Pooling(Map<Cell, Long> counts) {
        this.counts = new TreeMap<>(counts);
        counts.keySet().forEach(cell -> published.put(cell, cell));
    }

    /**
     * {@return for each cell the one under which it is published}
     *
     * @param counts rows in each cell, at least one
     */
    public static Map<Cell, Cell> of(Map<Cell, Long> counts) {
        Pooling pooling = new Pooling(counts);
        pooling.generaliseChannels();
        pooling.generalise(Cell::withoutPeriod);
        pooling.generalise(Cell::withoutLanguage);
        pooling.generalise(cell -> Cell.ALL_POOLED);
        pooling.complement();
        return Map.copyOf(pooling.published);
    }

    /** {@return whether no combination singles out fewer than ten rows, or all are told apart by nothing} */
    public static boolean isSafe(Map<Cell, Long> publishedCounts) {
        return publishedCounts.values().stream().allMatch(count -> count >= FEWEST)
                || publishedCounts.keySet().equals(Set.of(Cell.ALL_POOLED));
    }

    private void generaliseChannels() {
        Set<Cell> groups = small().stream().map(Cell::withoutChannel).collect(Collectors.toSet());
        published.replaceAll((raw, cell) -> groups.contains(cell.withoutChannel()) ? cell.withoutChannel() : cell);
    }

    private void generalise(UnaryOperator<Cell> coarser) {
        replace(small(), coarser);
    }

    private Set<Cell> small() {
        Set<Cell> small = new TreeSet<>();
        sizes().forEach((cell, size) -> {
            if (size < FEWEST) {
                small.add(cell);
            }
        });
        return small;
    }

    private void complement() {
        Map<Cell, Long> sizes = sizes();
        while (sizes.size() > 1 && sizes.getOrDefault(Cell.ALL_POOLED, FEWEST) < FEWEST) {
            Cell smallest = sizes.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(Cell.ALL_POOLED))
                    .min(SMALLEST)
                    .orElseThrow()
                    .getKey();
            replace(Set.of(smallest), cell -> Cell.ALL_POOLED);
            sizes = sizes();
        }
    }

    private void replace(Collection<Cell> cells, UnaryOperator<Cell> by) {
        published.replaceAll((raw, cell) -> cells.contains(cell) ? by.apply(cell) : cell);
    }

    private Map<Cell, Long> sizes() {
        Map<Cell, Long> sizes = new HashMap<>();
        published.forEach((raw, cell) -> sizes.merge(cell, counts.get(raw), Long::sum));
        return sizes;
    }
}
