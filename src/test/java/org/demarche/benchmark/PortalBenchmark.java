package org.demarche.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.demarche.submission.GeneratedEdition;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the portal costs beside the least that the same work could cost, in turns in the same run. Needs PostgreSQL.
 * {@code -Dbenchmark.rounds}, {@code -Dbenchmark.seconds} (of a round), {@code -Dbenchmark.warm-up} (seconds) and
 * {@code -Dbenchmark.rows} make it shorter.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalBenchmark {
    private static final String PAGE = "/en/azimjan-askarov";
    private static final int WORKERS = 8;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 3));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("benchmark.warm-up", 30));
    private static final int ROWS = Integer.getInteger("benchmark.rows", 1_000_000);
    private static final int CONFIRMATIONS = 100;
    private static final List<Comparison> RESULTS = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static PortalProcess portal;
    private static TestDatabase database;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        portal = PortalProcess.start("benchmark", Postgres.found().orElseThrow().newPortal(), List.of());
        database = TestDatabase.postgres(Postgres.found().orElseThrow());
    }

    @AfterAll
    static void tell() throws IOException {
        String table = Comparison.table(RESULTS);
        System.out.println(table);
        Files.writeString(Path.of("target", "benchmark.txt"), table);
        if (portal != null) {
            portal.close();
            database.close();
        }
    }

    @Test
    @Order(1)
    void page() throws Exception {
        byte[] bytes;
        try (Visitor visitor = new Visitor(portal)) {
            bytes = visitor.open(PAGE).getWebResponse().getContentAsString().getBytes(UTF_8);
        }
        Path file = Files.write(folder.resolve("page.html"), bytes);
        Process plain = java(
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                "target/test-classes",
                PlainServer.class.getName(),
                file.toString());
        try {
            int port = Integer.parseInt(
                    new BufferedReader(new InputStreamReader(plain.getInputStream(), UTF_8)).readLine());
            Callable<Double> ours = () -> Load.stepsPerSecond(WORKERS, ROUND, () -> reader(portal.port()));
            Callable<Double> theirs = () -> Load.stepsPerSecond(WORKERS, ROUND, () -> reader(port));
            // Compilers settle before anything is measured: the server's need long.
            Load.stepsPerSecond(WORKERS, WARM_UP, () -> reader(portal.port()));
            theirs.call();
            RESULTS.add(
                    Comparison.measure("page", "a second", ROUNDS, ours, "HttpServer of the JDK, same bytes", theirs)
                            .with("portal " + ProcessMemory.text(ProcessMemory.peak(portal.pid()))));
        } finally {
            plain.destroy();
        }
    }

    @Test
    @Order(2)
    void sign() throws Exception {
        String fields;
        try (Visitor visitor = new Visitor(portal)) {
            List<NameValuePair> sent =
                    visitor.openForm("en").fill("Load Person", "EMAIL", "CH").parameters();
            fields = encoded(sent);
        }
        AtomicLong number = new AtomicLong();
        Callable<Double> ours = () -> Load.stepsPerSecond(WORKERS, ROUND, () -> {
            Load.Connection connection = new Load.Connection(portal.port());
            return new Load.Worker() {
                @Override
                public void step() throws IOException {
                    String address = "load" + number.incrementAndGet() + "%40example.org";
                    require(303, connection.post(PAGE, fields.replace("EMAIL", address)));
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
        Ledger ledger = Ledger.in(database);
        Callable<Double> theirs = () -> Load.stepsPerSecond(WORKERS, ROUND, ledger::signer);
        ours.call();
        theirs.call();
        RESULTS.add(Comparison.measure("sign", "a second", ROUNDS, ours, "INSERT of the same row over JDBC", theirs)
                .with("portal " + ProcessMemory.text(ProcessMemory.peak(portal.pid()))));
    }

    @Test
    @Order(3)
    void confirm() throws Exception {
        int needed = CONFIRMATIONS * (ROUNDS + 1);
        Queue<String> links = new ConcurrentLinkedQueue<>(links(needed));
        Ledger ledger = Ledger.in(database);
        Callable<Double> ours = () -> each(CONFIRMATIONS, () -> {
            Load.Connection connection = new Load.Connection(portal.port());
            return new Load.Worker() {
                @Override
                public void step() throws IOException {
                    require(303, connection.post(links.remove(), "form=confirm&jakarta.faces.ViewState=stateless"));
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
        Callable<Double> theirs = () -> each(CONFIRMATIONS, () -> ledger.confirmer(CONFIRMATIONS));
        ours.call();
        theirs.call();
        RESULTS.add(Comparison.measure(
                "confirm", "a second", ROUNDS, ours, "the same two INSERTs and UPDATE over JDBC", theirs));
    }

    @Test
    @Order(4)
    void compileAndVerify() throws Exception {
        GeneratedEdition edition = GeneratedEdition.of(database, folder.resolve("data"), ROWS);
        Path[] sealed = new Path[1];
        RESULTS.add(Comparison.measure(
                        "compile",
                        "seconds",
                        1,
                        () -> seconds(() -> sealed[0] = edition.compile()),
                        "read the rows over JDBC and SHA-256 them",
                        () -> seconds(edition::readAndHash))
                .with(ROWS + " rows, -Xmx512m, "
                        + ProcessMemory.text(
                                ProcessMemory.peak(ProcessHandle.current().pid()))));

        OptionalLong[] peak = {OptionalLong.empty()};
        RESULTS.add(Comparison.measure(
                        "verify",
                        "seconds",
                        Math.min(ROUNDS, 3),
                        () -> seconds(() -> peak[0] = verify(sealed[0])),
                        "SHA-256 of the package's bytes",
                        () -> seconds(() -> hash(sealed[0])))
                .with("%d rows, %d MiB, -Xmx512m, %s"
                        .formatted(ROWS, Files.size(sealed[0]) >> 20, ProcessMemory.text(peak[0]))));
    }

    /** Paths of confirmation links, once that many mails have been written. */
    private static Collection<String> links(int needed) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        List<String> links = List.of();
        while (links.size() < needed) {
            assertThat(System.nanoTime()).as("mails: %d", links.size()).isLessThan(deadline);
            Thread.sleep(1000);
            links = portal.mailbox().all().stream()
                    .map(Mail::link)
                    .map(link -> link.getPath())
                    .filter(path -> path.contains("/confirm/"))
                    .toList();
        }
        return links.subList(0, needed);
    }

    private static Load.Worker reader(int port) throws IOException {
        Load.Connection connection = new Load.Connection(port);
        return new Load.Worker() {
            @Override
            public void step() throws IOException {
                require(200, connection.get(PAGE));
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    /** How many of these steps a second one worker takes. */
    private static double each(int steps, Callable<Load.Worker> source) throws Exception {
        try (Load.Worker worker = source.call()) {
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                worker.step();
            }
            return steps * 1e9 / (System.nanoTime() - start);
        }
    }

    private static void require(int expected, int status) {
        if (status != expected) {
            throw new IllegalStateException("The answer was " + status + ", not " + expected);
        }
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private static OptionalLong verify(Path sealed) throws Exception {
        Process process = java("-Xmx512m", "-jar", System.getProperty("portal.verifier"), sealed.toString());
        OptionalLong peak = OptionalLong.empty();
        while (process.isAlive()) {
            OptionalLong now = ProcessMemory.peak(process.pid());
            peak = now.isPresent() ? now : peak;
            Thread.sleep(50);
        }
        assertThat(process.exitValue()).isZero();
        return peak;
    }

    private static byte[] hash(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[65_536];
            while (input.read(buffer) >= 0) {
                // The stream hashes what is read.
            }
        }
        return digest.digest();
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String encoded(List<NameValuePair> fields) {
        return fields.stream()
                .map(field -> Map.entry(field.getName(), field.getValue()))
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
