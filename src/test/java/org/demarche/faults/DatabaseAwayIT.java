package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.demarche.testing.InstalledPostgres;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.SignForm;
import org.demarche.testing.Visitor;
import org.htmlunit.WebResponse;
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
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
    private static final String SOME_SECONDS = "[0-9]{1,3}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Answers signed = new Answers();
    private InstalledPostgres server;
    private PortalProcess portal;

    @Test
    void losesNothingWhenTheDatabaseGoesAndComesBack() throws Exception {
        server = installed();
        Map<String, String> settings = Postgres.of(server).newPortal();
        try (PortalProcess started = PortalProcess.start("database", settings)) {
            portal = started;
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
                });
                underLoad("killed", () -> {
                    server.kill();
                    assertVisitorsAreToldCalmly();
                    server.start();
                });
            }
            Ledger ledger = new Ledger(portal, settings);
            ledger.holdsMailForAll(signed.acknowledged);
            System.out.printf("in all: %s; stored: %d%n", signed, ledger.stored());
            assertThat(signed.wrong).isEmpty();
            assertThat(ledger.stored()).isBetween((long) signed.acknowledged.size(), (long) signed.possible());
        } finally {
            server.close();
        }
    }

    private interface Fault {
        void happen() throws IOException, InterruptedException;
    }

    private void underLoad(String name, Fault fault) throws Exception {
        Signers signers = new Signers(portal).begin(List.of());
        signers.await(BUSY);
        fault.happen();
        // The same portal, without a restart: it takes signatures again.
        signers.await(BUSY).stop();
        System.out.printf("database %s: %s%n", name, signers.signed());
        signed.add(signers.signed());
    }

    /** It takes connections and answers nothing: who reads notices nothing, who signs is told to come back. */
    private void assertNobodyWaitsForLong() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        assertThat(http.send(
                                HttpRequest.newBuilder(portal.at("/en/azimjan-askarov"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .as("who only reads")
                .isEqualTo(200);
        HttpResponse<String> answer = signByProgram();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches(SOME_SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_WAIT);
    }

    private HttpResponse<String> signByProgram() throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(portal.at("/api/petitions/azimjan-askarov/signatures"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"name\": \"Zoë O’Neill\", \"email\": \"zoe@example.org\", \"country\": \"IE\","
                                        + " \"demands\": [2], \"visibility\": \"COUNTED\", \"consent\": true}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private void assertVisitorsAreToldCalmly() throws IOException, InterruptedException {
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

            for (String path : List.of("/en/confirm/" + "A".repeat(43), "/en/signature/" + "A".repeat(43))) {
                WebResponse shown = visitor.open(path).getWebResponse();
                assertThat(shown.getStatusCode()).as(path).isEqualTo(503);
                assertThat(shown.getResponseHeaderValue("Retry-After")).matches(SOME_SECONDS);
                assertThat(shown.getContentAsString()).contains("<h1").doesNotContain("Exception");
            }
        }
        HttpResponse<String> program = signByProgram();
        assertThat(program.statusCode()).isEqualTo(503);
        assertThat(program.headers().firstValue("Retry-After").orElseThrow()).matches(SOME_SECONDS);
        assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static InstalledPostgres installed() {
        try {
            return InstalledPostgres.start("max_connections=100");
        } catch (IOException e) {
            return abort("NO POSTGRESQL THAT A TEST MAY STOP AND KILL: " + e.getMessage());
        }
    }
}
