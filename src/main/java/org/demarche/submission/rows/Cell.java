package org.demarche.submission.rows;

import java.util.Comparator;

/**
 * Where and when signatures were given, as coarse as it takes.
 *
 * @param country ISO 3166-1 alpha-2, or {@code *}
 * @param language BCP 47, or {@code *}
 * @param period a month in UTC such as {@code 2026-11}, or {@code *}
 */
public record Cell(String country, String language, String period) implements Comparable<Cell> {
    /** Stands for whatever would single people out. */
    public static final String POOLED = "*";

    static final Cell ALL_POOLED = new Cell(POOLED, POOLED, POOLED);

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::country).thenComparing(Cell::language).thenComparing(Cell::period);

    Cell withoutPeriod() {
        return new Cell(country, language, POOLED);
    }

    Cell withoutLanguage() {
        return new Cell(country, POOLED, POOLED);
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
