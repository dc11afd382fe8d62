package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.testing.InstalledPostgres;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.SignForm;
import org.demarche.testing.Visitor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL, with fsync on, is stopped, restarted, frozen and killed while many sign: visitors are told calmly and keep what
 * they typed, the portal goes on by itself when the database is back, and nothing acknowledged is lost. Once, or as often
 * as {@code -Dfaults.kills} says.
 */
class DatabaseAwayIT {
    private static final int TIMES = Integer.getInteger("faults.kills", 1);
    private static final int BUSY = 20;
    private static final int FAULTS = 4;
    private static final int CONFIRMING = 20;

    /** More than the portal has connections to its database. */
    private static final int MONITORS = 40;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
    private static final String SOME_SECONDS = "[0-9]{1,3}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Answers signed = new Answers();
    private final Answers confirmed = new Answers();
    private Queue<String> links;
    private InstalledPostgres server;
    private PortalProcess portal;
    private int monitorPort;

    @Test
    void losesNothingWhenTheDatabaseGoesAndComesBack() throws Exception {
        server = installed();
        Map<String, String> settings = new HashMap<>(Postgres.of(server).newPortal());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            monitorPort = free.getLocalPort();
        }
        settings.put("demarche.monitor-port", Integer.toString(monitorPort));
        try (PortalProcess started = PortalProcess.start("database", settings)) {
            portal = started;
            Ledger ledger = new Ledger(portal, settings);
            links = linksOf(new Signers(portal).precededBy(TIMES * FAULTS * CONFIRMING), ledger);
            for (int time = 1; time <= TIMES; time++) {
                underLoad("stopped", () -> {
                    server.stop();
                    assertVisitorsAreToldCalmly();
                    server.start();
                });
                underLoad("restarted", server::restart);
                underLoad("frozen", () -> {
                    server.freeze();
                    try {
                        assertNobodyWaitsForLong();
                    } finally {
                        server.thaw();
                    }
                    awaitReady();
                });
                underLoad("killed", () -> {
                    server.kill();
                    assertVisitorsAreToldCalmly();
                    server.start();
                });
            }
            ledger.holdsMailForAll(signed.acknowledged);
            System.out.printf("in all: %s; stored: %d%n", signed, ledger.stored());
            System.out.printf("confirmed: %s; stored: %d%n", confirmed, ledger.counted());
            for (Answers answers : List.of(signed, confirmed)) {
                assertThat(answers.wrong).isEmpty();
                assertThat(answers.unanswered)
                        .as("the portal was there all the time")
                        .isEmpty();
            }
            assertThat(ledger.stored()).isBetween((long) signed.acknowledged.size(), (long) signed.possible());
            assertThat(ledger.counted()).isBetween((long) confirmed.acknowledged.size(), (long) confirmed.possible());
            ledger.countsAll(confirmed);
        } finally {
            server.close();
        }
    }

    private interface Fault {
        void happen() throws Exception;
    }

    /** The links that these people were mailed, and nobody has followed. */
    private Queue<String> linksOf(Set<String> people, Ledger ledger) throws IOException, InterruptedException {
        signed.acknowledged.addAll(people);
        ledger.holdsMailForAll(people);
        return portal.mailbox().all().stream()
                .filter(mail -> people.contains(mail.recipient()))
                .map(mail -> mail.link().getPath())
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    private void underLoad(String name, Fault fault) throws Exception {
        Signers signers = new Signers(portal)
                .begin(Stream.generate(links::remove).limit(CONFIRMING).toList());
        signers.await(BUSY);
        fault.happen();
        // The same portal, without a restart: it takes signatures again, and soon sends nobody away.
        signers.awaitAllWell().stop();
        System.out.printf("database %s: %s; confirmed: %s%n", name, signers.signed(), signers.confirmed());
        signed.add(signers.signed());
        confirmed.add(signers.confirmed());
    }

    /**
     * It takes connections and answers nothing: who reads notices nothing, who signs is told to come back, and monitors
     * learn how it is, however many ask.
     */
    private void assertNobodyWaitsForLong() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> ready = Stream.generate(
                        () -> http.sendAsync(monitored("/health/ready"), BodyHandlers.ofString()))
                .limit(MONITORS)
                .toList();
        CompletableFuture<HttpResponse<String>> byProgram = http.sendAsync(byProgram(), BodyHandlers.ofString());
        long begin = System.nanoTime();
        assertThat(http.send(
                                HttpRequest.newBuilder(portal.at("/en/azimjan-askarov"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .as("who only reads")
                .isEqualTo(200);
        assertFormIsKept();

        HttpResponse<String> answer = byProgram.join();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches(SOME_SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_WAIT);
        for (CompletableFuture<HttpResponse<String>> probe : ready) {
            assertThat(probe.join().statusCode()).isEqualTo(503);
        }
        assertThat(http.send(monitored("/health/live"), BodyHandlers.discarding())
                        .statusCode())
                .as("a restart would not help")
                .isEqualTo(200);
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (http.send(monitored("/health/ready"), BodyHandlers.discarding()).statusCode() != 200) {
            assertThat(System.nanoTime()).as("not ready again").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private HttpRequest monitored(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + monitorPort + path))
                .timeout(LONGEST_WAIT)
                .build();
    }

    private HttpRequest byProgram() {
        return HttpRequest.newBuilder(portal.at("/api/petitions/azimjan-askarov/signatures"))
                .header("Content-Type", "application/json")
                .timeout(LONGEST_WAIT)
                .POST(BodyPublishers.ofString(
                        "{\"name\": \"Zoë O’Neill\", \"email\": \"zoe@example.org\", \"country\": \"IE\","
                                + " \"demands\": [2], \"visibility\": \"COUNTED\", \"consent\": true}"))
                .build();
    }

    /** All at once: each of them is let wait for a connection that may yet come. */
    private void assertVisitorsAreToldCalmly() throws IOException {
        String nobodys = "A".repeat(43);
        Map<String, HttpRequest> requests = Map.of(
                "look at a link", page("/en/confirm/" + nobodys),
                "own page", page("/en/signature/" + nobodys),
                "confirm", form("/en/confirm/" + nobodys, "form=confirm"),
                "code", form("/en/confirm", "form=code&email=zoe%40example.org&code=" + "A".repeat(8)),
                "lost", form("/en/lost-link", "form=lost&email=zoe%40example.org"));
        Map<String, CompletableFuture<HttpResponse<String>>> answers = new HashMap<>();
        requests.forEach((what, request) -> answers.put(what, http.sendAsync(request, BodyHandlers.ofString())));
        CompletableFuture<HttpResponse<String>> byProgram = http.sendAsync(byProgram(), BodyHandlers.ofString());
        assertFormIsKept();

        answers.forEach((what, answer) -> assertIsCalm(what, answer.join()));
        HttpResponse<String> program = byProgram.join();
        assertThat(program.statusCode()).isEqualTo(503);
        assertThat(program.headers().firstValue("Retry-After").orElseThrow()).matches(SOME_SECONDS);
        assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    /** Who signs is shown all that they typed and ticked, and nothing that they did not. */
    private void assertFormIsKept() throws IOException {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage page = visitor.open("/en/azimjan-askarov");
            assertThat(page.getWebResponse().getStatusCode())
                    .as("who only reads")
                    .isEqualTo(200);

            HtmlPage answer = new SignForm(page)
                    .fill("Zoë O’Neill", "zoe@example.org", "IE")
                    .show("INITIALS")
                    .demands(List.of("2"))
                    .tick("handover")
                    .send();

            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(503);
            assertThat(answer.getWebResponse().getResponseHeaderValue("Retry-After"))
                    .matches(SOME_SECONDS);
            assertThat(answer.querySelector("[role=alert]").getTextContent()).contains("cannot store anything");
            SignForm kept = new SignForm(answer);
            assertThat(kept.value("name")).isEqualTo("Zoë O’Neill");
            assertThat(kept.value("email")).isEqualTo("zoe@example.org");
            assertThat(kept.value("country")).isEqualTo("IE");
            assertThat(kept.ticked("visibility")).containsExactly("INITIALS");
            assertThat(kept.ticked("demands")).containsExactly("2");
            assertThat(kept.isTicked("consent")).isTrue();
            assertThat(kept.isTicked("handover")).isTrue();
            assertThat(kept.isTicked("news")).isFalse();
        }
    }

    private HttpRequest page(String path) {
        return HttpRequest.newBuilder(portal.at(path)).build();
    }

    private HttpRequest form(String path, String fields) {
        return HttpRequest.newBuilder(portal.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&jakarta.faces.ViewState=stateless"))
                .build();
    }

    private static void assertIsCalm(String what, HttpResponse<String> shown) {
        assertThat(shown.statusCode()).as(what).isEqualTo(503);
        assertThat(shown.headers().firstValue("Retry-After").orElseThrow()).matches(SOME_SECONDS);
        assertThat(shown.body()).as(what).contains("<h1").doesNotContain("Exception");
    }

    private static InstalledPostgres installed() {
        try {
            return InstalledPostgres.start("max_connections=100");
        } catch (IOException e) {
            return abort("NO POSTGRESQL THAT A TEST MAY STOP AND KILL: " + e.getMessage());
        }
    }
}
