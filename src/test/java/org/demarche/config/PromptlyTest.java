package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PromptlyTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private Promptly promptly;

    private void wait(Duration patience) {
        promptly = new Promptly(patience);
        promptly.open(Executors.defaultThreadFactory());
    }

    @AfterEach
    void stop() {
        answers.countDown();
        promptly.stop();
    }

    /** Yes, once there is an answer. */
    private boolean isSilentAtFirst() {
        looks.incrementAndGet();
        try {
            answers.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatIsFoundAndLooksEachTime() {
        wait(LONG);
        BooleanSupplier everySecond = () -> looks.incrementAndGet() % 2 == 0;

        assertThat(Stream.generate(() -> promptly.isSo(everySecond)).limit(4))
                .containsExactly(false, true, false, true);
    }

    @Test
    void takesAFailureForANoAndLooksAgain() {
        wait(LONG);
        BooleanSupplier failsOnce = () -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            return true;
        };

        assertThat(promptly.isSo(failsOnce)).isFalse();
        assertThat(promptly.isSo(failsOnce)).isTrue();
    }

    @Test
    void waitsNoLongerThanItSaysAndLooksOnceHoweverOftenItIsAsked() throws Exception {
        wait(SHORT);
        for (int i = 0; i < 20; i++) {
            assertThat(promptly.isSo(this::isSilentAtFirst)).isFalse();
        }
        assertThat(looks).hasValueLessThanOrEqualTo(1);

        answers.countDown();
        while (!promptly.isSo(this::isSilentAtFirst)) {
            Thread.sleep(10);
        }
    }

    @Test
    void tellsAllWhoAskTogetherWhatOneLookFinds() throws Exception {
        wait(LONG);
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        CountDownLatch asking = new CountDownLatch(8);
        try {
            Callable<Boolean> somebody = () -> {
                asking.countDown();
                return promptly.isSo(this::isSilentAtFirst);
            };
            List<Future<Boolean>> told =
                    Stream.generate(() -> crowd.submit(somebody)).limit(8).toList();
            asking.await();
            while (looks.get() == 0) {
                Thread.sleep(10);
            }
            answers.countDown();

            for (Future<Boolean> answer : told) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            crowd.shutdown();
        }
    }
}
