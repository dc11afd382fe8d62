package org.demarche.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.demarche.petition.Petition;
import org.demarche.petition.StoredPetitions;
import org.demarche.petition.TestPetitions;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PagesReadyTest {
    /** Enough for headers to come. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Petition petition = TestPetitions.shippedIn("en");
    private HttpServer portal;

    @BeforeEach
    void start() throws IOException {
        portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.setExecutor(threads);
        portal.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        portal.stop(0);
        threads.shutdown();
    }

    private interface Answer {
        void to(HttpExchange visitor) throws IOException, InterruptedException;
    }

    /** What becomes of a petition's page, and of no other. */
    private void show(Answer answer) {
        portal.createContext("/en/" + petition.slug(), visitor -> {
            try (visitor) {
                answer.to(visitor);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean isReady(Duration patience) {
        String port = Integer.toString(portal.getAddress().getPort());
        PagesReady check =
                new PagesReady(StoredPetitions.of(petition), TestSettings.of(Map.of("demarche.port", port)), patience);
        check.open();
        return check.areShown();
    }

    @Test
    void isReadyWhileThePageIsShown() {
        show(visitor -> {
            visitor.sendResponseHeaders(200, 4);
            visitor.getResponseBody().write(new byte[4]);
        });

        assertThat(isReady(LONG)).isTrue();
    }

    @Test
    void isNotReadyWhereThePageIsAnError() {
        show(visitor -> visitor.sendResponseHeaders(503, -1));

        assertThat(isReady(LONG)).isFalse();
    }

    @Test
    void isNotReadyWhereThereIsNoPage() {
        assertThat(isReady(LONG)).isFalse();
    }

    @Test
    void isNotReadyWhereNobodyAnswers() {
        show(visitor -> over.await());

        assertThat(isReady(SHORT)).isFalse();
    }

    @Test
    void isNotReadyWhereThePageNeverEnds() {
        show(visitor -> {
            visitor.sendResponseHeaders(200, 4);
            visitor.getResponseBody().write(new byte[2]);
            visitor.getResponseBody().flush();
            over.await();
        });

        assertThat(isReady(SHORT)).isFalse();
    }

    @Test
    void isNotReadyWhereNobodyListens() {
        portal.stop(0);

        assertThat(isReady(LONG)).isFalse();
    }
}
