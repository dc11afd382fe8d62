package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.testing.JumpingClock;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.SignForm;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock jumps ahead by more than a day while many sign, and back: whoever has a form open sends it once more and has
 * lost nothing of it, mails go, the count moves, and nothing acknowledged is lost.
 */
class ClockJumpsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longer than a form may lie open. */
    private static final Duration AHEAD = Duration.ofHours(25);

    private static final int BUSY = 20;

    /** At work in the portal when the clock jumps, each on a thread of the server's. */
    private static final int SLOW = 30;

    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([0-9]+)-");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Answers signed = new Answers();
    private int confirmed;
    private PortalProcess portal;

    @TempDir
    private Path folder;

    @Test
    void losesNothingWhenTheClockJumpsAheadAndBack() throws Exception {
        Postgres server = Postgres.found().orElseGet(() -> abort(Postgres.whyNot()));
        JumpingClock clock = JumpingClock.in(folder)
                .orElseGet(() -> abort("NO LIBFAKETIME, THE PORTAL WAS NOT TRIED WITH A CLOCK THAT JUMPS"));
        Map<String, String> settings = server.newPortal();
        try (PortalProcess started = PortalProcess.startWithin(clock.environment(), "clock-jumps", settings)) {
            portal = started;
            Ledger ledger = new Ledger(portal, settings);
            openWhile(() -> {
                Signers signers = new Signers(portal).beginByProgram().await(BUSY);
                try (SlowForms slow = SlowForms.begin(portal, SLOW)) {
                    jump(clock, AHEAD);
                    // What goes by the clock on the wall looks once a second.
                    Thread.sleep(2000);
                    signed.add(slow.end());
                }
                signed.add(signers.stop().signed());
                ledger.holdsMailForAll(signed.acknowledged);
            });
            // Nobody signs meanwhile: a mail that is queued by a clock that runs ahead goes when that time has come.
            openWhile(() -> jump(clock, Duration.ZERO));

            System.out.printf("clock ahead and back: %s%n", signed);

            assertThat(signed.wrong).isEmpty();
            assertThat(signed.sentBack).isEmpty();
            assertThat(signed.unanswered).isEmpty();
            assertThat(ledger.stored()).isEqualTo(signed.acknowledged.size());
            assertThat(ledger.counted()).isEqualTo(confirmed);
        }
    }

    private interface Jump {
        void happen() throws Exception;
    }

    private void jump(JumpingClock clock, Duration ahead) throws Exception {
        clock.jump(ahead);
        await("it is still what it was", () -> isAheadBy(ahead));
    }

    /** Somebody opens the form before the clock jumps, and sends it after that. */
    private void openWhile(Jump jump) throws Exception {
        String email = "open-form-" + confirmed + "@example.org";
        try (Visitor visitor = new Visitor(portal)) {
            SignForm form = visitor.openForm("en")
                    .fill("Zoë O’Neill", email, "IE")
                    .show("INITIALS")
                    .demands(List.of("2"))
                    .tick("handover");
            jump.happen();

            HtmlPage told = form.send();
            assertThat(told.getWebResponse().getStatusCode()).isEqualTo(422);
            SignForm kept = new SignForm(told);
            assertThat(kept.value("name")).isEqualTo("Zoë O’Neill");
            assertThat(kept.value("email")).isEqualTo(email);
            assertThat(kept.value("country")).isEqualTo("IE");
            assertThat(kept.ticked("visibility")).containsExactly("INITIALS");
            assertThat(kept.ticked("demands")).containsExactly("2");
            assertThat(kept.isTicked("consent")).isTrue();
            assertThat(kept.isTicked("handover")).isTrue();
            assertThat(kept.isTicked("news")).isFalse();

            assertThat(kept.send().getUrl()).hasPath("/en/azimjan-askarov/check-inbox");
            signed.acknowledged.add(email);
            confirm(visitor, portal.mailbox().await(email, 1).link());
        }
    }

    private void confirm(Visitor visitor, URI link) throws Exception {
        HtmlForm form = visitor.open(link).getHtmlElementById("confirm");
        HtmlPage own = form.<DomElement>querySelector("button").click();
        assertThat(own.asNormalizedText()).contains("Zoë O’Neill");
        confirmed++;
        await("not counted", () -> get("/api/petitions/azimjan-askarov/count")
                .body()
                .matches("(?s).*\"count\"\\s*:\\s*" + confirmed + "\\b.*"));
    }

    /** By the second in which the page says that it was drawn, to a minute. */
    private boolean isAheadBy(Duration expected) throws IOException, InterruptedException {
        Matcher stamp = STAMP.matcher(get("/en/azimjan-askarov").body());
        assertThat(stamp.find()).isTrue();
        Instant drawn = Instant.ofEpochSecond(Long.parseLong(stamp.group(1)));
        Duration ahead = Duration.between(Clock.systemUTC().instant(), drawn);
        return ahead.minus(expected).abs().compareTo(Duration.ofMinutes(1)) < 0;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(portal.at(path)).build(), BodyHandlers.ofString());
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }
}
