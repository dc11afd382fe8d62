package org.demarche.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.demarche.moderation.rules.Together.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherTest {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration FIVE = Duration.ofMinutes(5);

    private static Sight sight(long id, String mark, long seconds) {
        return new Sight(id, mark, START.plusSeconds(seconds));
    }

    @Test
    void findsAllOfAWindowThoseBeforeTheThresholdToo() {
        assertThat(Together.find(
                        List.of(sight(1, "a", 0), sight(2, "a", 100), sight(3, "a", 299), sight(4, "b", 100)), 3, FIVE))
                .isEqualTo(Map.of(1L, 3, 2L, 3, 3L, 3));
    }

    @Test
    void twoThatAreAWindowApartAreNotInIt() {
        assertThat(Together.find(List.of(sight(1, "a", 0), sight(2, "a", 300)), 2, FIVE))
                .isEmpty();
        assertThat(Together.find(List.of(sight(1, "a", 0), sight(2, "a", 299)), 2, FIVE))
                .hasSize(2);
    }

    @Test
    void saysHowManyThereWereInTheFullestWindowOfEach() {
        List<Sight> sights = List.of(
                sight(1, "a", 0), sight(2, "a", 200), sight(3, "a", 400), sight(4, "a", 450), sight(5, "a", 460));

        assertThat(Together.find(sights, 2, FIVE)).isEqualTo(Map.of(1L, 2, 2L, 4, 3L, 4, 4L, 4, 5L, 4));
    }

    /** Against every window tried one by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTryingEveryWindow(int seed) {
        Random random = new Random(seed);
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sights.add(sight(i, "m" + random.nextInt(3), random.nextInt(3000)));
        }
        int threshold = 2 + random.nextInt(12);

        Map<Long, Integer> expected = new HashMap<>();
        for (Sight last : sights) {
            List<Sight> window = sights.stream()
                    .filter(other -> other.mark().equals(last.mark())
                            && !other.at().isAfter(last.at())
                            && other.at().isAfter(last.at().minus(FIVE)))
                    .toList();
            if (window.size() >= threshold) {
                window.forEach(one -> expected.merge(one.signature(), window.size(), Math::max));
            }
        }
        assertThat(Together.find(sights, threshold, FIVE)).isEqualTo(expected);
    }
}
