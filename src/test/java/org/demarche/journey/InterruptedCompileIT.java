package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.testing.OnEveryPortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edition whose server is killed while it is made goes on where it was, and lacks nobody and has nobody twice. Once
 * for each database, or as often as {@code -Dfaults.kills} says.
 */
@OnEveryPortal
class InterruptedCompileIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 1);
    private static final int PEOPLE = 20_000;
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+),");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final PortalProcess portal;

    @TempDir
    private Path folder;

    InterruptedCompileIT(PortalProcess portal) {
        this.portal = portal;
    }

    @Test
    void goesOnAfterTheServerWasKilledAndLosesNobody() throws Exception {
        try (StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            fill(maria);
            for (int kill = 1; kill <= KILLS; kill++) {
                HtmlPage progress = maria.compile();
                URI edition = progress.getUrl().toURI();
                long pause = ThreadLocalRandom.current().nextLong(100, 3000);
                Thread.sleep(pause);
                portal.kill();
                portal.start();

                maria.logIn();
                URI address = maria.awaitPackage(resumed(maria, edition));
                Path sealed = maria.download(address, Files.createDirectory(folder.resolve("kill-" + kill)));

                String report = report(sealed);
                assertThat(report).as("killed after %d ms", pause).contains("\"verdict\":\"valid\"");
                Matcher count = COUNT.matcher(report);
                assertThat(count.find()).isTrue();
                long rows = Long.parseLong(count.group(1));
                // Some of those generated are held or wait: as many as were frozen have to be there.
                assertThat(rows).isGreaterThan(PEOPLE / 2);
                assertThat(maria.open(edition.getPath()).asNormalizedText())
                        .contains(String.format(Locale.ROOT, "It holds %,d signatures.", rows));
            }
        }
    }

    private static void fill(StaffMember maria) throws IOException, InterruptedException {
        HtmlForm form = maria.open("/staff/petitions/azimjan-askarov/trial").getHtmlElementById("fill");
        form.getInputByName("number").setValue(Integer.toString(PEOPLE));
        form.<DomElement>querySelector("input[type=submit]").click();
        await(() -> maria.open("/staff/petitions/azimjan-askarov/trial").querySelector("main .running") == null);
    }

    /** The edition's page, once somebody has had it go on where that was needed: a killed run is known by its silence. */
    private static HtmlPage resumed(StaffMember maria, URI edition) throws IOException, InterruptedException {
        HtmlPage[] page = new HtmlPage[1];
        await(() -> {
            page[0] = maria.open(edition.getPath());
            return page[0].getElementById("resume") != null || page[0].querySelector("a[href$='.asice']") != null;
        });
        DomElement resume = page[0].querySelector("form#resume [type=submit]");
        return resume == null ? page[0] : resume.click();
    }

    private interface Question {
        boolean isSo() throws IOException;
    }

    private static void await(Question question) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isSo()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(500);
        }
    }

    private static String report(Path sealed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("portal.verifier"),
                        "--json",
                        sealed.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
