package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.demarche.submission.seal.LocalAuthority;
import org.demarche.submission.seal.LocalAuthority.Answer;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The time-stamping authority falls silent, then has a fault: the edition waits for it, is not sealed without, and does
 * not ask on and on. When the authority is back, nothing but the seal has to be made.
 */
class TimeStampAwayIT {
    private static final String BOUNDS = "org.demarche.submission.seal.TimeStampAuthority/stamp/";

    /**
     * So that a test need not wait for a minute. The seconds are less than one try waits for an answer, and twice as many
     * as all the tries that a fault is tried take.
     */
    private static final Map<String, String> SOONER =
            Map.of(BOUNDS + "CircuitBreaker/delay", "20000", BOUNDS + "Timeout/value", "12");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Each time that the authority is asked for a time-stamp, it is tried so often. */
    private static final int TRIES = 3;

    @TempDir
    private Path folder;

    @Test
    void waitsLeavesTheAuthorityAloneAndGoesOnWhenItIsBack() throws Exception {
        int inVain = 1 + TRIES;
        Answer[] answers = Collections.nCopies(inVain + 1, Answer.FAULT).toArray(Answer[]::new);
        answers[0] = Answer.SILENCE;
        answers[inVain] = Answer.GOOD;
        try (LocalAuthority authority = new LocalAuthority(Clock.systemUTC(), answers);
                PortalProcess portal = PortalProcess.start("time-stamp-away", settings(authority));
                StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            maria.generate(200);

            HtmlPage edition = maria.compile();
            awaitAsked(authority);
            assertVisitorsAreServed(portal);
            edition = failed(maria, edition);
            assertThat(authority.asked())
                    .as("given up while the first try waits for an answer")
                    .isEqualTo(1);
            edition = failed(maria, resumed(edition));
            assertThat(authority.asked()).isEqualTo(inVain);
            edition = failed(maria, resumed(edition));
            assertThat(authority.asked()).as("left alone for a while").isEqualTo(inVain);

            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (authority.asked() == inVain) {
                assertThat(System.nanoTime()).as("never asked again").isLessThan(deadline);
                edition = settled(maria, resumed(edition));
            }
            Path sealed = maria.download(maria.awaitPackage(edition), Files.createDirectory(folder.resolve("sealed")));
            assertThat(sealed).isNotEmptyFile();
            assertThat(authority.asked()).as("once for each copy").isEqualTo(inVain + 2);
            assertThat(maria.open(edition.getUrl().getPath()).asNormalizedText())
                    .contains("proven by a time-stamping authority");
        }
    }

    private static Map<String, String> settings(LocalAuthority authority) {
        Map<String, String> settings = new HashMap<>(SOONER);
        settings.put("demarche.tsa.url", authority.address().toString());
        return settings;
    }

    private static void awaitAsked(LocalAuthority authority) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (authority.asked() == 0) {
            assertThat(System.nanoTime()).as("never asked").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** The authority keeps an edition waiting, and nobody else: they read, and sign, and get their mail. */
    private static void assertVisitorsAreServed(PortalProcess portal) throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage thanks = visitor.openForm("en")
                    .fill("Patient Person", "patient@example.org", "CH")
                    .send();
            assertThat(thanks.getUrl()).hasPath("/en/azimjan-askarov/check-inbox");
        }
        assertThat(portal.mailbox().await("patient@example.org", 1).links()).isNotEmpty();
    }

    private static HtmlPage resumed(HtmlPage edition) throws IOException {
        return edition.<DomElement>querySelector("form#resume [type=submit]").click();
    }

    /** The edition's page, once it says that it waits for a time-stamp, and offers nothing. */
    private static HtmlPage failed(StaffMember maria, HtmlPage progress) throws Exception {
        HtmlPage page = settled(maria, progress);
        assertThat(page.asNormalizedText()).contains("The time-stamping authority did not answer as it has to.");
        assertThat(page.<DomElement>querySelector("a[href$='.asice']")).isNull();
        return page;
    }

    /** The edition's page, once nothing is being made. */
    private static HtmlPage settled(StaffMember maria, HtmlPage progress) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HtmlPage page = progress;
        while (page.getElementById("resume") == null && page.querySelector("a[href$='.asice']") == null) {
            assertThat(System.nanoTime()).as(page.asNormalizedText()).isLessThan(deadline);
            Thread.sleep(300);
            page = maria.open(progress.getUrl().getPath());
        }
        return page;
    }
}
