package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.demarche.submission.seal.LocalAuthority;
import org.demarche.submission.seal.LocalAuthority.Answer;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The time-stamping authority has a fault: the edition waits for it, is not sealed without, and does not ask on and on.
 * When the authority is back, nothing but the seal has to be made.
 */
class TimeStampAwayIT {
    /** So that a test need not wait for a minute. */
    private static final String DELAY = "org.demarche.submission.seal.TimeStampAuthority/stamp/CircuitBreaker/delay";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Each time that the authority is asked for a time-stamp, it is tried so often. */
    private static final int TRIES = 3;

    @TempDir
    private Path folder;

    @Test
    void waitsLeavesTheAuthorityAloneAndGoesOnWhenItIsBack() throws Exception {
        Answer[] answers = Collections.nCopies(2 * TRIES + 1, Answer.FAULT).toArray(Answer[]::new);
        answers[2 * TRIES] = Answer.GOOD;
        try (LocalAuthority authority = new LocalAuthority(Clock.systemUTC(), answers);
                PortalProcess portal = PortalProcess.start(
                        "time-stamp-away",
                        Map.of("demarche.tsa.url", authority.address().toString(), DELAY, "20000"));
                StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            maria.generate(200);

            HtmlPage edition = failed(maria, maria.compile());
            assertThat(authority.asked()).isEqualTo(TRIES);
            edition = failed(maria, resumed(edition));
            assertThat(authority.asked()).isEqualTo(2 * TRIES);
            edition = failed(maria, resumed(edition));
            assertThat(authority.asked()).as("left alone for a while").isEqualTo(2 * TRIES);

            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (authority.asked() == 2 * TRIES) {
                assertThat(System.nanoTime()).as("never asked again").isLessThan(deadline);
                edition = settled(maria, resumed(edition));
            }
            Path sealed = maria.download(maria.awaitPackage(edition), Files.createDirectory(folder.resolve("sealed")));
            assertThat(sealed).isNotEmptyFile();
            assertThat(authority.asked()).as("once for each copy").isEqualTo(2 * TRIES + 2);
            assertThat(maria.open(edition.getUrl().getPath()).asNormalizedText())
                    .contains("proven by a time-stamping authority");
        }
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
