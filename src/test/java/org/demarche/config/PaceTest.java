package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Rush rush = new Rush();
    private final List<Duration> rests = new ArrayList<>();
    private long now = Long.MAX_VALUE - 10;

    private final Pace pace = new Pace(rush, new Pace.Ticks() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void rest(Duration pause) {
            rests.add(pause);
            work(pause);
        }
    });

    private void work(Duration time) {
        now += time.toNanos();
    }

    private void crowd() {
        for (int i = 0; i < 1000; i++) {
            rush.begin();
        }
    }

    @Test
    void goesOnAtOnceWhileNobodyWaits() {
        work(Duration.ofMillis(300));
        pace.keep();

        assertThat(rests).isEmpty();
    }

    @Test
    void restsAsLongAsItWorkedInARush() {
        crowd();
        work(Duration.ofMillis(300));
        pace.keep();
        work(Duration.ofMillis(50));
        pace.keep();

        assertThat(rests).containsExactly(Duration.ofMillis(300), Duration.ofMillis(50));
    }

    @Test
    void addsUpWhatIsTooShortForARest() {
        crowd();
        for (int i = 0; i < 5; i++) {
            work(Duration.ofMillis(9));
            pace.keep();
        }

        assertThat(rests).containsExactly(Duration.ofMillis(27));
    }

    @Test
    void restsForNothingThatItDidBeforeTheRushAndNeverForLong() {
        work(Duration.ofMinutes(5));
        pace.keep();
        crowd();
        work(Duration.ofMillis(20));
        pace.keep();
        work(Duration.ofMinutes(5));
        pace.keep();

        assertThat(rests).containsExactly(Duration.ofMillis(20), Duration.ofSeconds(1));
    }
}
