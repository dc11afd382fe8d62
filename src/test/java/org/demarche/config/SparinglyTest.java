package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparinglyTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final Sparingly sparingly = new Sparingly(Duration.ofSeconds(1), nanos::get);

    @Test
    void saysAtOnceWhatHappensForTheFirstTime() {
        assertThat(sparingly.turn()).hasValue(0);
    }

    @Test
    void countsWhatItDoesNotSay() {
        sparingly.turn();
        nanos.addAndGet(999_999_999);

        assertThat(sparingly.turn()).isEmpty();
        assertThat(sparingly.turn()).isEmpty();
        nanos.addAndGet(1);
        assertThat(sparingly.turn()).hasValue(2);
        nanos.addAndGet(1_000_000_000);
        assertThat(sparingly.turn()).hasValue(0);
    }
}
