package org.demarche.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.demarche.testing.PortalProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitors ask, on a port of their own. */
class MonitoringIT {
    private static PortalProcess portal;
    private static int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        portal = PortalProcess.start("monitoring", Map.of("demarche.monitor-port", Integer.toString(port)));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private HttpResponse<String> get(int at, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + at + path))
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"/health/live, UP", "/health/ready, ready-to-sign", "/metrics, jvm"})
    void tellsMonitorsHowItIs(String path, String what) throws Exception {
        HttpResponse<String> answer = get(port, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started", "/metrics", "/metrics/base"})
    void tellsThePublicNothing(String path) throws Exception {
        assertThat(get(portal.port(), path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/en/azimjan-askarov", "/staff/login", "/api/petitions", "/openapi", "/trial/inbox"})
    void servesMonitorsNothingElse(String path) throws Exception {
        assertThat(get(port, path).statusCode()).isEqualTo(404);
    }
}
