package org.demarche.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallCellsTest {
    @Test
    void leavesCellsOfTenOrMoreAsTheyAre() {
        assertThat(SmallCells.pooled(Map.of("CH", 10L, "FR", 25L)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("CH", 10L, "FR", 25L));
    }

    @Test
    void putsSmallCellsTogether() {
        assertThat(SmallCells.pooled(Map.of("CH", 40L, "FR", 7L, "KG", 6L)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("CH", 40L, "*", 13L));
    }

    @Test
    void drawsTheSmallestOtherCellInWhereTheyAreStillTooFew() {
        assertThat(SmallCells.pooled(Map.of("CH", 40L, "FR", 12L, "KG", 1L)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("CH", 40L, "*", 13L));
    }

    @Test
    void saysNothingOfAFewAltogether() {
        assertThat(SmallCells.pooled(Map.of("CH", 3L, "FR", 2L))).containsExactlyInAnyOrderEntriesOf(Map.of("*", 5L));
        assertThat(SmallCells.pooled(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 20, true", "9, 20, false", "11, 20, false", "0, 20, true", "20, 20, true", "15, 100, true"})
    void tellsAPartOnlyIfNeitherItNorTheRestAreAFew(long part, long whole, boolean tellable) {
        assertThat(SmallCells.isTellable(part, whole)).isEqualTo(tellable);
    }
}
