package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.demarche.submission.storage.Durable;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.StaffMember;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edition whose server is killed while it is made, again and again, goes on where it was: it lacks nobody, has nobody
 * twice, and is to the byte what it would be if nothing had happened, but for the seal. Before that somebody stops it. Once on
 * PostgreSQL, or on both databases as often as {@code -Dfaults.interruptions} says.
 */
class InterruptedCompileIT {
    private static final int KILLS = Integer.getInteger("faults.interruptions", 1);
    private static final int PEOPLE = 10_000;

    /** So often an edition may be ready before it is interrupted. */
    private static final int MOST_TOO_LATE = 10;

    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+),");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void makesTheSameOnTheEmbeddedDatabase() throws Exception {
        assumeTrue(KILLS > 1, "In full counts only (-Pfaults): EditionTest resumes editions on it in every build");
        interrupt("interrupted", Map.of());
    }

    @Test
    void makesTheSameOnPostgres() throws Exception {
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        interrupt("interrupted-postgres", Postgres.found().orElseThrow().newPortal());
    }

    private void interrupt(String name, Map<String, String> settings) throws Exception {
        try (PortalProcess portal = PortalProcess.start(name, settings);
                StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            maria.generate(PEOPLE);
            HtmlPage progress = stoppedAndGoneOn(maria, maria.compile());
            int hits = 0;
            int hitsOfThis = 0;
            for (int kill = 1; hits < KILLS; kill++) {
                assertThat(kill).as("kills, most of them too late").isLessThanOrEqualTo(KILLS + MOST_TOO_LATE);
                long pause = ThreadLocalRandom.current().nextLong(100, 2500);
                Thread.sleep(pause);
                portal.kill();
                portal.start();
                maria.logIn();
                HtmlPage found = awaitResumableOrReady(maria, progress);
                boolean hit = isResumable(found);
                System.out.printf(
                        "%s, kill %d after %d ms: %s: %s%n",
                        name, kill, pause, progress.getUrl(), hit ? "interrupted" : "it was ready");
                if (hit) {
                    hits++;
                    hitsOfThis++;
                    progress = resume(found);
                } else {
                    if (hitsOfThis > 0) {
                        assertIsAsIfUndisturbed(portal, maria, settings, progress);
                    }
                    hitsOfThis = 0;
                    progress = maria.compile();
                }
            }
            System.out.printf("%s: interrupted %d times%n", name, hits);
            assertIsAsIfUndisturbed(portal, maria, settings, progress);
        }
    }

    /** An edition that was interrupted and has gone on: it is whole, and the same when it is made once more. */
    private void assertIsAsIfUndisturbed(
            PortalProcess portal, StaffMember maria, Map<String, String> settings, HtmlPage edition) throws Exception {
        Path interrupted = download(maria, edition, "interrupted");
        assertWhole(maria, interrupted, edition);

        boolean isEmbedded = settings.isEmpty();
        if (isEmbedded) {
            // Its database is open to nobody else.
            portal.stop();
        }
        forget(portal, new Ledger(portal, settings), edition);
        if (isEmbedded) {
            portal.start();
            maria.logIn();
        }
        HtmlPage again = awaitResumableOrReady(maria, edition);
        assertThat(isResumable(again)).as("nothing of it was left").isTrue();
        assertThat(unsealed(download(maria, resume(again), "undisturbed")))
                .isNotEmpty()
                .isEqualTo(unsealed(interrupted));
    }

    /** Somebody stops it at the button: nothing of it is offered, and it goes on when somebody says so. */
    private static HtmlPage stoppedAndGoneOn(StaffMember maria, HtmlPage progress) throws Exception {
        progress.<DomElement>querySelector("form#cancel [type=submit]").click();

        HtmlPage stopped = maria.open(progress.getUrl().getPath());
        assertThat(stopped.asNormalizedText()).contains("Somebody stopped it.");
        assertThat(isReady(stopped)).isFalse();
        HtmlPage left = awaitResumableOrReady(maria, stopped);
        assertThat(isResumable(left)).isTrue();
        return resume(left);
    }

    private static HtmlPage awaitResumableOrReady(StaffMember maria, HtmlPage progress) throws Exception {
        URI edition = progress.getUrl().toURI();
        HtmlPage[] page = new HtmlPage[1];
        // A killed run is known by its silence.
        await(() -> {
            page[0] = maria.open(edition.getPath());
            return isResumable(page[0]) || isReady(page[0]);
        });
        return page[0];
    }

    private static boolean isResumable(HtmlPage page) {
        return page.getElementById("resume") != null;
    }

    private static HtmlPage resume(HtmlPage page) throws IOException {
        return page.<DomElement>querySelector("form#resume [type=submit]").click();
    }

    private static boolean isReady(HtmlPage page) {
        return page.querySelector("a[href$='.asice']") != null;
    }

    private Path download(StaffMember maria, HtmlPage progress, String name) throws Exception {
        return maria.download(maria.awaitPackage(progress), Files.createTempDirectory(folder, name));
    }

    private static void assertWhole(StaffMember maria, Path sealed, HtmlPage edition) throws Exception {
        String report = report(sealed);
        assertThat(report).contains("\"verdict\":\"valid\"");
        Matcher count = COUNT.matcher(report);
        assertThat(count.find()).isTrue();
        long rows = Long.parseLong(count.group(1));
        // Some of those generated are held or wait: as many as were frozen have to be there.
        assertThat(rows).isGreaterThan(PEOPLE / 2);
        assertThat(maria.open(edition.getUrl().getPath()).asNormalizedText())
                .contains(String.format(Locale.ROOT, "It holds %,d signatures.", rows));
    }

    /** What was frozen stays; nothing of what was made of it does, so that it is made anew, this time undisturbed. */
    private static void forget(PortalProcess portal, Ledger ledger, HtmlPage edition) throws Exception {
        String id = edition.getUrl().getPath().replaceFirst(".*/", "");
        ledger.update("update edition set state = 'FAILED', stage = 'ROWS', failure = 'CANCELLED', job_id = null"
                + " where id = " + Long.parseLong(id));
        Durable.delete(
                portal.data().resolve("editions").resolve("azimjan-askarov").resolve(id));
    }

    /** The hash of each file in a package but the seal's own, by name. */
    private static Map<String, String> unsealed(Path sealed) throws Exception {
        Map<String, String> hashes = new TreeMap<>();
        try (ZipFile zip = new ZipFile(sealed.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.getName().startsWith("META-INF/signatures")) {
                    byte[] hash = MessageDigest.getInstance("SHA-256")
                            .digest(zip.getInputStream(entry).readAllBytes());
                    hashes.put(entry.getName(), HexFormat.of().formatHex(hash));
                }
            }
        }
        return hashes;
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
