package org.demarche.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PageCacheTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final PageCache cache = new PageCache(clock, Duration.ofSeconds(1), Duration.ofSeconds(5));
    private final AtomicInteger drawings = new AtomicInteger();

    @Test
    void drawsOnceAndServesThatForAMoment() throws Exception {
        assertThat(get()).isEqualTo("page 1");
        clock.pass(Duration.ofMillis(999));
        assertThat(get()).isEqualTo("page 1");
        clock.pass(Duration.ofMillis(1));
        assertThat(get()).isEqualTo("page 2");
    }

    @Test
    void keepsPagesApart() throws Exception {
        assertThat(get()).isEqualTo("page 1");
        assertThat(text(cache.get("/fr", this::draw))).isEqualTo("page 2");
    }

    @Test
    void drawsAnewWhenTheClockIsSetBack() throws Exception {
        get();
        clock.pass(Duration.ofHours(-1));

        assertThat(get()).isEqualTo("page 2");
    }

    @Test
    void keepsNothingButWholePages() throws Exception {
        assertThat(cache.get("/en", () -> page(404, "none")).status()).isEqualTo(404);
        assertThat(get()).isEqualTo("page 1");
    }

    @Test
    void servesThePageBeforeWhenADrawingFails() throws Exception {
        get();
        clock.pass(Duration.ofHours(1));

        assertThat(text(cache.get("/en", () -> {
                    throw new IOException("no database");
                })))
                .isEqualTo("page 1");
        assertThat(text(cache.get("/en", () -> page(500, "trace")))).isEqualTo("page 1");
        assertThat(get()).isEqualTo("page 2");
    }

    @Test
    void failsWhereThereIsNoPageBefore() {
        assertThatThrownBy(() -> cache.get("/en", () -> {
                    throw new IOException("no database");
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void drawsOnceForACrowdThatFindsNothing() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(16);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> seen = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            seen.add(crowd.submit(() -> {
                start.await();
                return get();
            }));
        }
        start.countDown();

        for (Future<String> page : seen) {
            assertThat(page.get()).isEqualTo("page 1");
        }
        crowd.shutdown();
        assertThat(drawings).hasValue(1);
    }

    @Test
    void servesThePageBeforeWhileSomebodyDraws() throws Exception {
        get();
        clock.pass(Duration.ofSeconds(2));
        CountDownLatch drawing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<String> slow = other.submit(() -> text(cache.get("/en", () -> {
            drawing.countDown();
            await(go);
            return draw();
        })));
        drawing.await();

        assertThat(get()).isEqualTo("page 1");

        go.countDown();
        assertThat(slow.get()).isEqualTo("page 2");
        assertThat(get()).isEqualTo("page 2");
        other.shutdown();
    }

    private String get() throws Exception {
        return text(cache.get("/en", this::draw));
    }

    private DrawnPage draw() {
        return page(200, "page " + drawings.incrementAndGet());
    }

    private static DrawnPage page(int status, String text) {
        return DrawnPage.of(status, Map.of(), text.getBytes(UTF_8), "");
    }

    private static String text(DrawnPage page) {
        return new String(page.plain(), UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
