package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final Patience patience = new Patience(clock);

    @Test
    void letsAFewTriesPassAtOnce() {
        for (int i = 0; i < Patience.FREE_TRIES; i++) {
            assertThat(patience.take("a")).isZero();
        }
        assertThat(patience.take("a")).isPositive();
    }

    @Test
    void doublesTheWaitUpToAFewMinutes() {
        exhaust("a");
        Duration previous = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            Duration wait = patience.take("a");
            assertThat(wait).isGreaterThanOrEqualTo(previous).isLessThanOrEqualTo(Patience.LONGEST);
            previous = wait;
            clock.pass(wait);
            assertThat(patience.take("a")).isZero();
        }
        assertThat(previous).isEqualTo(Patience.LONGEST);
    }

    @Test
    void doesNotLengthenTheWaitOfSomebodyWhoWaits() {
        exhaust("a");
        Duration wait = patience.take("a");
        patience.take("a");
        patience.take("a");

        assertThat(patience.take("a")).isEqualTo(wait);
    }

    @Test
    void keepsDoorsApart() {
        exhaust("strangers at maria's");

        assertThat(patience.take("maria's own browser")).isZero();
    }

    @Test
    void forgetsAfterTheRightPassword() {
        exhaust("a");
        patience.forget("a");

        assertThat(patience.take("a")).isZero();
    }

    @Test
    void forgetsAfterAQuietHour() {
        exhaust("a");
        clock.pass(Patience.FORGOTTEN_AFTER);

        for (int i = 0; i < Patience.FREE_TRIES; i++) {
            assertThat(patience.take("a")).isZero();
        }
    }

    @Test
    void staysBoundedUnderAFloodOfNames() {
        exhaust("first");
        for (int i = 0; i < 10_001; i++) {
            patience.take("flood " + i);
        }

        assertThat(patience.take("first")).isZero();
        assertThat(patience.take("flood 10000")).isZero();
    }

    private void exhaust(String door) {
        for (int i = 0; i < Patience.FREE_TRIES; i++) {
            patience.take(door);
        }
    }
}
