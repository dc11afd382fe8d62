package org.demarche.signing.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.demarche.signing.limits.Limits.Door;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final Network HERE = new Network("here", Optional.empty(), Optional.empty());
    private static final Network THERE = new Network("there", Optional.empty(), Optional.empty());

    private final HandClock clock = new HandClock("2026-11-23T12:00:00Z");
    private final Limits limits = new Limits(TestSettings.trial(), clock);

    private int admitted(int tries, Network network) {
        int admitted = 0;
        for (int i = 0; i < tries; i++) {
            admitted += limits.take(Door.SIGN, network).isZero() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void admitsTenInAMinuteAndTellsTheRestHowLongToWait() {
        assertThat(admitted(10, HERE)).isEqualTo(10);
        clock.pass(Duration.ofSeconds(20));

        assertThat(limits.take(Door.SIGN, HERE)).isEqualTo(Duration.ofSeconds(41));
        assertThat(admitted(1, THERE)).isOne();
    }

    @Test
    void admitsAgainAsSoonAsTheFirstOnesAreAMinuteOld() {
        admitted(9, HERE);
        clock.pass(Duration.ofSeconds(30));
        admitted(1, HERE);
        clock.pass(Duration.ofSeconds(30));

        assertThat(admitted(20, HERE)).isEqualTo(9);
    }

    @Test
    void forgetsWhatAClockThatRanAheadHasSeen() {
        clock.pass(Duration.ofDays(1));
        admitted(10, HERE);
        clock.pass(Duration.ofDays(-1));

        assertThat(admitted(20, HERE)).isEqualTo(10);
    }

    @Test
    void admitsSixtyInAnHourHoweverTheyAreSpread() {
        int admitted = 0;
        for (int minute = 0; minute < 30; minute++) {
            admitted += admitted(10, HERE);
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(admitted).isEqualTo(60);
        assertThat(limits.take(Door.SIGN, HERE))
                .isEqualTo(Duration.ofMinutes(30).plusSeconds(1));
    }

    @Test
    void doesNotCountWhatItRefused() {
        admitted(10, HERE);
        for (int i = 0; i < 12; i++) {
            clock.pass(Duration.ofSeconds(5));
            limits.take(Door.SIGN, HERE);
        }

        assertThat(admitted(1, HERE)).isOne();
    }

    @Test
    void limitsEachDoorOnItsOwn() {
        admitted(10, HERE);

        assertThat(limits.take(Door.CODE, HERE)).isZero();
        assertThat(limits.take(Door.LOST_LINK, HERE)).isZero();
    }

    @Test
    void knowsNoLimitWhereBothAreSwitchedOff() {
        Limits none = new Limits(List.of(), clock);

        for (int i = 0; i < 1000; i++) {
            assertThat(none.take(Door.SIGN, HERE)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "10", "10/60", "0/60s", "-1/60s", "10/0s", "10/1m", "99999999/1s"})
    void refusesASettingThatSaysNothingAndNamesIt(String text) {
        assertThatThrownBy(() -> Limit.parse("demarche.limits.burst", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("demarche.limits.burst")
                .hasMessageContaining("10/60s");
    }

    @Test
    void readsSettings() {
        assertThat(Limit.parse("demarche.limits.burst", "5/30s")).contains(new Limit(5, Duration.ofSeconds(30)));
        assertThat(Limit.parse("demarche.limits.burst", "0")).isEmpty();
    }
}
