package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Schedule schedule = new Schedule();
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void open() {
        schedule.open(Executors.defaultThreadFactory());
    }

    @AfterEach
    void stop() {
        schedule.stop();
    }

    @Test
    void doesOnceWhatIsAskedForManyTimesInAMoment() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        schedule.every(LONG, "work", () -> {
            runs.incrementAndGet();
            twice.countDown();
        });
        for (int i = 0; i < 1000; i++) {
            schedule.wake("work");
        }

        assertThat(twice.await(10, TimeUnit.SECONDS)).as("by itself, and woken").isTrue();
        assertThat(runs.get()).isLessThanOrEqualTo(3);
    }

    /** However slow the machine, that makes it fewer. */
    @Test
    void isWokenNoOftenerBecauseItsOwnTurnComes() throws InterruptedException {
        schedule.every(Duration.ofMillis(5), "work", runs::incrementAndGet);
        CountDownLatch woken = new CountDownLatch(3);
        AtomicInteger wakes = new AtomicInteger();
        schedule.every(LONG, "woken", () -> {
            wakes.incrementAndGet();
            woken.countDown();
        });
        long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (System.nanoTime() < end) {
            schedule.wake("work");
            schedule.wake("woken");
            Thread.sleep(1);
        }

        assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wakes.get()).as("once, and ten times a second").isLessThanOrEqualTo(13);
        assertThat(runs.get()).as("two hundred of its own, and ten").isLessThanOrEqualTo(215);
    }

    @Test
    void goesOnAfterAFailure() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        schedule.every(Duration.ofMillis(5), "work", () -> {
            twice.countDown();
            throw new IllegalStateException("this time");
        });

        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void knowsNothingOfATaskThatIsNotThere() {
        schedule.wake("nobody");

        assertThat(runs).hasValue(0);
    }
}
