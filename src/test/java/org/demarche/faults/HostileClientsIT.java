package org.demarche.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.demarche.testing.Archives;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that are slow on purpose, or send what no honest one would: none gets an error of the server's, and ordinary
 * visitors are answered all the while. Without a proxy before it, which would keep most of this away.
 */
@OnThePortal
class HostileClientsIT {
    private static final String PAGE = "/en/azimjan-askarov";
    private static final String API = "/api/petitions/azimjan-askarov/signatures";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** More than the server has threads. */
    private static final int SLOW = 230;

    /** Bodies, a byte for each letter. */
    private static final List<String> BROKEN = List.of(
            "name=%ff%fe",
            "name=%",
            "name=\u00ff\u00fe",
            "form=sign&jakarta.faces.ViewState=stateless&name=%00",
            "form=sign&jakarta.faces.ViewState=stateless&name=%ed%a0%80",
            "\u0000\u0001\u0002",
            "&&&&====",
            "{\"name\": \"\u00ff\u00fe\"}",
            "{\"name\": \"\\ud800\", \"email\": \"a@example.org\"}",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"name\": 1e999999999}",
            "\u00ef\u00bb\u00bf{}");

    private static final int TEN_MEGABYTES = 10_000_000;

    private final PortalProcess portal;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final List<Socket> open = new ArrayList<>();

    HostileClientsIT(PortalProcess portal) {
        this.portal = portal;
    }

    @AfterEach
    void hangUpAndSeeThatAllIsWell() throws Exception {
        for (Socket socket : open) {
            socket.close();
        }
        assertVisitorsAreServed();
    }

    @Test
    void answersVisitorsWhileHeadersDrip() throws Exception {
        for (int i = 0; i < SLOW; i++) {
            say(connection(), "GET " + PAGE + " HTTP/1.1\r\nHost: localhost\r\n");
        }
        for (int round = 0; round < 3; round++) {
            for (Socket socket : open) {
                drip(socket, "X-Slow: a\r\n");
            }
            assertVisitorsAreServed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, API, "/unsubscribe/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/staff/login"})
    void answersVisitorsWhileBodiesDrip(String path) throws Exception {
        String type = path.equals(API) ? "application/json" : FORM;
        for (int i = 0; i < SLOW; i++) {
            say(connection(), head(path, type, 1000) + "a");
        }
        for (int round = 0; round < 3; round++) {
            for (Socket socket : open) {
                drip(socket, "a");
            }
            assertVisitorsAreServed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, API, "/en/verify", "/staff/login"})
    void refusesTenMegabytes(String path) throws Exception {
        byte[] body = new byte[TEN_MEGABYTES];
        Arrays.fill(body, (byte) 'a');

        assertThat(statusOf(head(path, path.equals(API) ? "application/json" : FORM, body.length), body))
                .isIn(400, 413, 405);
    }

    @Test
    void refusesAHeaderOfTenThousandBytes() throws Exception {
        assertThat(statusOf(
                        "GET " + PAGE + " HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(10_000) + "\r\n\r\n"))
                .isIn(400, 413, 431);
        assertThat(statusOf("GET /en/" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isIn(400, 404, 413, 414, 431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/en/%ff%fe",
                "/en/%c0%ae%c0%ae/",
                "/en/azimjan-askarov?a=%ff",
                "/en/%zz",
                "/en/azimjan-askarov/%00",
                "/en/confirm/%ed%a0%80",
                "/api/petitions/%ff",
                "/staff/%ff",
                "/resources/%ff.css",
                "/staff/login?from=%ff%zz"
            })
    void refusesBrokenTextInAddresses(String path) throws Exception {
        assertThat(statusOf("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .as(path)
                .isBetween(200, 499);
    }

    @Test
    void refusesBrokenTextInBodies() throws Exception {
        for (String body : BROKEN) {
            byte[] bytes = body.getBytes(ISO_8859_1);
            for (String path : List.of(PAGE, "/en/confirm", "/en/verify", "/staff/login")) {
                assertThat(statusOf(head(path, FORM, bytes.length), bytes))
                        .as("%s: %s", path, body)
                        .isBetween(200, 499);
            }
            assertThat(statusOf(head(API, "application/json", bytes.length), bytes))
                    .as(body)
                    .isBetween(400, 499);
        }
    }

    @Test
    void refusesNestingWithoutEnd() throws Exception {
        byte[] bytes = "[".repeat(16_000).getBytes(StandardCharsets.US_ASCII);

        assertThat(statusOf(head(API, "application/json", bytes.length), bytes)).isEqualTo(400);
    }

    @Test
    void refusesArchives() throws Exception {
        byte[] bomb = Archives.bomb();
        for (String path : List.of(PAGE, "/en/verify", API, "/staff/login", "/staff/petitions/azimjan-askarov")) {
            assertThat(statusOf(head(path, "application/zip", bomb.length), bomb))
                    .as(path)
                    .isBetween(300, 499);
            byte[] form = inParts(bomb);
            assertThat(statusOf(head(path, "multipart/form-data; boundary=x", form.length), form))
                    .as(path)
                    .isBetween(300, 499);
        }
    }

    @Test
    void refusesTwoLengthsAndChunks() throws Exception {
        String head = "POST " + PAGE + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM + "\r\n";
        assertThat(statusOf(head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nname=x"))
                .isBetween(400, 499);
        assertThat(statusOf(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nname=\r\n0\r\n\r\n"))
                .isBetween(400, 499);
        assertThat(statusOf(head + "Transfer-Encoding: chunked\r\n\r\nzzzz\r\n"))
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket", "TLS/1.0", "nonsense, h2c"})
    void goesOnInNoOtherProtocol(String wish) throws Exception {
        String upgrade =
                "Host: localhost:" + portal.port() + "\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: " + wish
                        + "\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        String form = "POST " + API + " HTTP/1.1\r\n" + upgrade
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        String page = "GET " + PAGE + " HTTP/1.1\r\n" + upgrade + "\r\n";

        assertAnswered(form, "422", "application/problem+json");
        assertAnswered(page, "200", "text/html;charset=UTF-8");
    }

    /** And so is what follows on the same connection. */
    private void assertAnswered(String request, String status, String type) throws IOException {
        String next = "GET " + PAGE + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        String answers = allThatComesOf(request + next);

        assertThat(found("HTTP/1.1 [0-9]{3}", answers)).containsExactly("HTTP/1.1 " + status, "HTTP/1.1 200");
        assertThat(found("\nContent-Type: [^\r]+", answers))
                .containsExactly("\nContent-Type: " + type, "\nContent-Type: text/html;charset=UTF-8");
        assertThat(answers).doesNotContain("\nUpgrade:");
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void takesNobodyAtTheWordThatTheySpeakHttp2() throws Exception {
        assertThat(statusOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
                .isEqualTo(404);
    }

    /** Until the portal closes the connection. */
    private String allThatComesOf(String requests) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port())) {
            socket.setSoTimeout(20_000);
            say(socket, requests);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertVisitorsAreServed() throws Exception {
        for (String path :
                List.of(PAGE, "/fr/azimjan-askarov", "/en/confirm", "/api/petitions/azimjan-askarov/count")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(portal.url() + path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        try (Visitor visitor = new Visitor(portal)) {
            assertThat(visitor.openForm("en")
                            .fill("Patient Person", "patient@example.org", "CH")
                            .send()
                            .getUrl())
                    .hasPath(PAGE + "/check-inbox");
        }
    }

    private String head(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost:" + portal.port() + "\r\nContent-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private Socket connection() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port());
        open.add(socket);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** As {@link #say}, but the portal may have had enough of it. */
    private static void drip(Socket socket, String text) {
        try {
            say(socket, text);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    private int statusOf(String request) throws IOException {
        return statusOf(request, new byte[0]);
    }

    /** The status of the answer: an answer there is, even where the portal does not want to hear the rest. */
    private int statusOf(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(ISO_8859_1));
            out.flush();
            Thread sender = new Thread(() -> send(out, body), "sender");
            sender.setDaemon(true);
            sender.start();
            InputStream in = socket.getInputStream();
            String line = new String(in.readNBytes(12), ISO_8859_1);
            assertThat(line).startsWith("HTTP/1.1 ");
            return Integer.parseInt(line.substring(9));
        }
    }

    private static void send(OutputStream out, byte[] body) {
        try {
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // It was refused before it was through; the answer says how.
        }
    }

    private static byte[] inParts(byte[] file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"../a.zip\"";
        bytes.write(String.join("\r\n", "--x", disposition, "Content-Type: application/zip", "", "")
                .getBytes(ISO_8859_1));
        bytes.write(file);
        bytes.write("\r\n--x--\r\n".getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }
}
