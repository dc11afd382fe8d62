package org.demarche.submission.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingTest {
    private static final Cell SWISS = new Cell("CH", "fr", "2026-11", "PAGE");
    private static final Cell ALL = new Cell("*", "*", "*", "*");

    @Test
    void leavesCellsOfTenAsTheyAre() {
        assertThat(Pooling.of(Map.of(SWISS, 10L))).isEqualTo(Map.of(SWISS, SWISS));
    }

    @Test
    void keepsChannelsApartWhereEachHasTen() {
        Cell api = new Cell("CH", "fr", "2026-11", "API");

        assertThat(published(Map.of(SWISS, 10L, api, 10L))).isEqualTo(Map.of(SWISS, 10L, api, 10L));
    }

    @Test
    void givesUpTheChannelOfAWholeMonthSoThatNoneIsFoundBySubtraction() {
        Cell api = new Cell("CH", "fr", "2026-11", "API");
        Cell october = new Cell("CH", "fr", "2026-10", "PAGE");

        assertThat(published(Map.of(SWISS, 500L, api, 1L, october, 12L)))
                .isEqualTo(Map.of(new Cell("CH", "fr", "2026-11", "*"), 501L, october, 12L));
    }

    @Test
    void givesUpThePeriodNext() {
        Cell october = new Cell("CH", "fr", "2026-10", "PAGE");

        assertThat(published(Map.of(SWISS, 6L, october, 4L))).isEqualTo(Map.of(new Cell("CH", "fr", "*", "*"), 10L));
    }

    @Test
    void givesUpTheLanguageThen() {
        Cell german = new Cell("CH", "de", "2026-11", "PAGE");

        assertThat(published(Map.of(SWISS, 6L, german, 4L))).isEqualTo(Map.of(new Cell("CH", "*", "*", "*"), 10L));
    }

    @Test
    void drawsTheSmallestOtherCellInWhenTheRestIsTooSmall() {
        Cell french = new Cell("FR", "fr", "2026-11", "PAGE");
        Cell kyrgyz = new Cell("KG", "ru", "2026-11", "PAGE");

        assertThat(published(Map.of(SWISS, 3L, french, 50L, kyrgyz, 12L))).isEqualTo(Map.of(ALL, 15L, french, 50L));
    }

    @Test
    void tellsNothingApartAmongFewerThanTen() {
        Cell french = new Cell("FR", "fr", "2026-11", "PAGE");

        assertThat(published(Map.of(SWISS, 3L, french, 6L))).isEqualTo(Map.of(ALL, 9L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30, 200, 3000})
    void singlesNobodyOutAndLosesNobodyWhateverTheCounts(int cells) {
        for (int seed = 0; seed < 40; seed++) {
            Map<Cell, Long> counts = random(new Random(seed), cells);
            Map<Cell, Long> published = published(counts);

            assertThat(Pooling.isSafe(published))
                    .as("cells %d, seed %d", cells, seed)
                    .isTrue();
            assertThat(total(published)).isEqualTo(total(counts));
            assertThat(Pooling.of(new HashMap<>(counts))).isEqualTo(Pooling.of(counts));
        }
    }

    @Test
    void findsACellOfNineUnsafe() {
        assertThat(Pooling.isSafe(Map.of(SWISS, 9L, ALL, 20L))).isFalse();
        assertThat(Pooling.isSafe(Map.of(ALL, 9L))).isTrue();
        assertThat(Pooling.isSafe(Map.of(new Cell("*", "*", "*", "API"), 9L))).isFalse();
    }

    private static Map<Cell, Long> published(Map<Cell, Long> counts) {
        Map<Cell, Long> published = new HashMap<>();
        Pooling.of(counts).forEach((raw, cell) -> published.merge(cell, counts.get(raw), Long::sum));
        return published;
    }

    private static Map<Cell, Long> random(Random random, int cells) {
        Map<Cell, Long> counts = new HashMap<>();
        for (int i = 0; i < cells; i++) {
            Cell cell = new Cell(
                    List.of("CH", "FR", "KG", "DE", "US", "GB", "NL").get(random.nextInt(7)),
                    List.of("en", "fr", "ru").get(random.nextInt(3)),
                    "20%02d-%02d".formatted(26 + random.nextInt(3), 1 + random.nextInt(12)),
                    random.nextInt(5) > 0 ? "PAGE" : "API");
            counts.put(cell, 1L + random.nextInt(random.nextBoolean() ? 4 : 40));
        }
        return counts;
    }

    private static long total(Map<Cell, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
