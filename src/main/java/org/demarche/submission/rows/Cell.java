package org.demarche.submission.rows;

import java.util.Comparator;

/**
 * Where, when and how signatures were given, as coarse as it takes.
 *
 * @param country ISO 3166-1 alpha-2, or {@code *}
 * @param language BCP 47, or {@code *}
 * @param period a month in UTC such as {@code 2026-11}, or {@code *}
 * @param channel {@code PAGE} or {@code API}, or {@code *}
 */
public record Cell(String country, String language, String period, String channel) implements Comparable<Cell> {
    /** Stands for whatever would single people out. */
    public static final String POOLED = "*";

    static final Cell ALL_POOLED = new Cell(POOLED, POOLED, POOLED, POOLED);

    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::country)
            .thenComparing(Cell::language)
            .thenComparing(Cell::period)
            .thenComparing(Cell::channel);

    Cell withoutChannel() {
        return new Cell(country, language, period, POOLED);
    }

    Cell withoutPeriod() {
        return new Cell(country, language, POOLED, POOLED);
    }

    Cell withoutLanguage() {
        return new Cell(country, POOLED, POOLED, POOLED);
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
