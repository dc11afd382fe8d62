package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.StaffMember;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The disk does not take an edition: the edition is not half there, says plainly why, and is made when the disk takes it.
 * The database is elsewhere, as in real use.
 */
class FullDiskIT {
    private static final int PEOPLE = 3000;
    private static final int LONGEST_FILE = 60_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static PortalProcess portal;
    private static StaffMember maria;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        portal = PortalProcess.start("full-disk", Postgres.found().orElseThrow().newPortal());
        maria = new StaffMember(portal);
        maria.setUp();
        maria.logIn();
        maria.generate(PEOPLE);
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            maria.close();
            portal.close();
        }
    }

    /** A file system of one megabyte. Mounting it takes root; where that is not allowed, the next test has to do. */
    @Test
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws Exception {
        Path editions = Files.createDirectories(portal.data().resolve("editions"));
        String refusal = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", editions.toString());
        if (!refusal.isEmpty()) {
            abort("NOT TRIED ON A FULL FILE SYSTEM, because none may be mounted here: " + refusal);
        }
        try {
            HtmlPage failed = failed(maria.compile());

            assertThat(run("mount", "-o", "remount,size=200m", editions.toString()))
                    .isEmpty();
            assertMadeAfter(failed);
        } finally {
            run("umount", editions.toString());
        }
    }

    /** No file of the server may grow beyond this many bytes: the error comes in the middle of writing. Takes no root. */
    @Test
    void saysThatAFileCouldNotBeWrittenAndGoesOnWhenItCan() throws Exception {
        String server = Long.toString(portal.pid());
        String refusal = run("prlimit", "--pid", server, "--fsize=" + LONGEST_FILE + ":");
        if (!refusal.isEmpty()) {
            abort("NOT TRIED WITH FILES THAT MAY NOT GROW, because this system has no limit for it: " + refusal);
        }
        HtmlPage failed;
        try {
            failed = failed(maria.compile());
        } finally {
            assertThat(run("prlimit", "--pid", server, "--fsize=unlimited:")).isEmpty();
        }
        assertMadeAfter(failed);
    }

    /** The disk takes every byte and then cannot say that it has them. */
    @Test
    void offersNothingThatTheDiskMayNotHave() throws Exception {
        Process tracer = withFailing("fsync,fdatasync", portal.pid());
        HtmlPage failed;
        try {
            failed = failed(maria.compile());
        } finally {
            tracer.destroy();
            tracer.waitFor();
        }
        assertMadeAfter(failed);
    }

    /** Has calls of a process fail with an input/output error until the tracer ends. */
    private static Process withFailing(String calls, long process) throws IOException, InterruptedException {
        List<String> command = List.of(
                "strace",
                "-f",
                "-qq",
                "-o/dev/null",
                "-etrace=" + calls,
                "-einject=" + calls + ":error=EIO",
                "-p" + process);
        String why = "it cannot be attached";
        try {
            Process tracer = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Path status = Path.of("/proc/" + process + "/status");
            for (int look = 0; look < 100 && tracer.isAlive(); look++) {
                if (Files.readString(status).contains("TracerPid:\t" + tracer.pid())) {
                    return tracer;
                }
                Thread.sleep(100);
            }
            tracer.destroy();
        } catch (IOException e) {
            why = e.getMessage();
        }
        return abort("NOT TRIED ON A DISK THAT CANNOT KEEP WHAT IT TOOK: no strace for it here, " + why);
    }

    /** The edition's page, once it says that it failed. */
    private static HtmlPage failed(HtmlPage progress) throws Exception {
        HtmlPage[] page = new HtmlPage[1];
        await(() -> {
            page[0] = maria.open(progress.getUrl().getPath());
            return page[0].getElementById("resume") != null;
        });
        assertThat(page[0].asNormalizedText())
                .contains(
                        "The package could not be made", "The disk did not take the files. Make room, then try again.");
        assertThat(page[0].<DomElement>querySelector("a[href$='.asice']")).isNull();
        assertThat(files(progress)).as("what is left of it").noneMatch(file -> file.contains(".asice"));
        return page[0];
    }

    private static void assertMadeAfter(HtmlPage failed) throws Exception {
        HtmlPage again =
                failed.<DomElement>querySelector("form#resume [type=submit]").click();
        Path folder = Files.createTempDirectory("demarche-edition-");
        Path sealed = maria.download(maria.awaitPackage(again), folder);
        Process verifier = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("portal.verifier"),
                        sealed.toString())
                .redirectErrorStream(true)
                .start();
        String report = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verifier.waitFor()).as(report).isZero();
        Files.delete(sealed);
        Files.delete(folder);
    }

    private static List<String> files(HtmlPage edition) throws IOException {
        Path folder = portal.data()
                .resolve("editions")
                .resolve("azimjan-askarov")
                .resolve(edition.getUrl().getPath().replaceFirst(".*/", ""));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    private interface Question {
        boolean isSo() throws IOException;
    }

    private static void await(Question question) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isSo()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(300);
        }
    }

    /** {@return what the command complained about; empty if it did what it was asked} */
    private static String run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : command[0] + ": " + output.strip() + ".";
        } catch (IOException e) {
            return command[0] + ": " + e.getMessage();
        }
    }
}
