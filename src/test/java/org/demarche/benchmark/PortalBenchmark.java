package org.demarche.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.demarche.testing.InstalledPostgres;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the portal does beside the least that could do it, in turns in the same run: on a PostgreSQL of its own that
 * waits for the disk. {@code -Dbenchmark.rounds}, {@code -Dbenchmark.seconds} (of a round) and
 * {@code -Dbenchmark.warm-up} (the least seconds) make it shorter.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalBenchmark {
    private static final String PAGE = "/en/azimjan-askarov";
    private static final String SIGNATURES = "/api/petitions/azimjan-askarov/signatures";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final int READERS = 8;
    private static final int SIGNERS = Transactions.CLIENTS;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 3));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("benchmark.warm-up", 70));
    private static final AtomicLong PEOPLE = new AtomicLong();
    private static final AtomicLong ROUND_NUMBER = new AtomicLong();

    @TempDir
    private static Path folder;

    private static InstalledPostgres server;
    private static SmtpSink sink;
    private static Map<String, String> settings;
    private static PortalProcess portal;
    private static TestDatabase database;
    private static Yardsticks yardsticks;

    @BeforeAll
    static void start() throws Exception {
        try {
            server = InstalledPostgres.start(
                    "max_connections=200", "shared_buffers=256MB", "shared_preload_libraries=pg_stat_statements");
        } catch (IOException e) {
            abort("NO POSTGRESQL ON THIS MACHINE, NOTHING IS MEASURED: " + e.getMessage());
        }
        Postgres postgres = Postgres.of(server);
        sink = new SmtpSink();
        settings = new HashMap<>(postgres.newPortal());
        settings.put("demarche.mail.host", "127.0.0.1");
        settings.put("demarche.mail.port", Integer.toString(sink.port()));
        settings.put("demarche.mail.from", "petitions@example.org");
        portal = PortalProcess.start("benchmark", settings, List.of("-Xmx512m"));
        database = TestDatabase.postgres(postgres);
        yardsticks = new Yardsticks(database, server);
    }

    @AfterAll
    static void stop() throws Exception {
        if (database != null) {
            Figures.add("portal at -Xmx512m: " + ProcessMemory.text(ProcessMemory.peak(portal.pid())) + " resident");
            portal.close();
            sink.close();
            database.close();
        }
    }

    @Test
    @Order(1)
    void page() throws Exception {
        HttpResponse<byte[]> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(portal.at(PAGE))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
        Path file = Files.write(folder.resolve("page.html.gz"), page.body());
        Process plain = java(
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                "target/test-classes",
                PlainServer.class.getName(),
                file.toString());
        try {
            int port = Integer.parseInt(
                    new BufferedReader(new InputStreamReader(plain.getInputStream(), UTF_8)).readLine());
            String known = "If-None-Match: " + page.headers().firstValue("ETag").orElseThrow() + "\r\n";
            Contestant ours = new Contestant("page", () -> reading(portal.port(), 200, ""), portal.pid(), server.pid());
            Contestant theirs =
                    new Contestant("HttpServer of the JDK, same bytes", () -> reading(port, 200, ""), plain.pid());
            Load.untilWarm(
                    portal.pid(), WARM_UP.dividedBy(2), portal.port(), 200, connection -> connection.get(PAGE, ""));
            theirs.work().run();
            Figures.compare(
                    "page of " + page.body().length + " bytes in gzip", 0.9, ROUNDS, ours, theirs, own(), server.pid());
            floor(page.body());
            Contestant again =
                    new Contestant("304", () -> reading(portal.port(), 304, known), portal.pid(), server.pid());
            Figures.compare("page not modified", 1, ROUNDS, again, ours, own(), server.pid());
        } finally {
            plain.destroy();
        }
    }

    /** What the server itself leaves of that: no application on it can do better than one that does nothing else. */
    private static void floor(byte[] bytes) throws Exception {
        try (PortalProcess bare =
                PortalProcess.start(OneServlet.war(folder, bytes), "bare", Map.of(), List.of("-Xmx512m"))) {
            Load.untilWarm(bare.pid(), WARM_UP.dividedBy(2), bare.port(), 200, connection -> connection.get(PAGE, ""));
            Contestant ours = new Contestant("page", () -> reading(portal.port(), 200, ""), portal.pid(), server.pid());
            Contestant least = new Contestant(
                    "one servlet on the same server, same bytes", () -> reading(bare.port(), 200, ""), bare.pid());
            Figures.compare("page, by the server's own measure", 0.9, ROUNDS, ours, least, own(), server.pid());
        }
    }

    private static Contestant.Done reading(int port, int expected, String headers) throws Exception {
        return Load.during(READERS, ROUND, port, expected, connection -> connection.get(PAGE, headers));
    }

    @Test
    @Order(2)
    void sign() throws Exception {
        // Mails hardly go, so that signing alone is measured; what the portal decides behind it goes on.
        sink.slowDown();
        Load.Question form = form();
        Load.Question json = connection -> connection.post(
                SIGNATURES,
                JSON,
                "{\"name\": \"Load Person\", \"email\": \"%s\", \"country\": \"CH\", \"demands\": [1, 2, 3],"
                                .formatted(somebody())
                        + " \"visibility\": \"COUNTED\", \"consent\": true, \"language\": \"en\"}");
        Contestant byForm = signers("form", 303, form);
        Contestant byProgram = signers("JSON", 202, json);
        Contestant theirs = new Contestant(
                yardsticks.signing().tool() + ", same statement",
                () -> yardsticks.signing().run(ROUND, nextIds()),
                server.pid());
        Load.untilWarm(portal.pid(), WARM_UP, portal.port(), 303, form);
        Load.untilWarm(portal.pid(), WARM_UP, portal.port(), 202, json);
        analyze();
        theirs.work().run();
        Figures.compare("sign by form", 0.5, ROUNDS, byForm, theirs, own(), server.pid());
        Figures.compare("sign by JSON", 1, ROUNDS, byProgram, theirs, own(), server.pid());
    }

    @Test
    @Order(3)
    void mail() throws Exception {
        sink.speedUp();
        Contestant mails = new Contestant(
                "mails",
                () -> {
                    long before = sink.mails();
                    long start = System.nanoTime();
                    Thread.sleep(ROUND.toMillis());
                    return new Contestant.Done(sink.mails() - before, (System.nanoTime() - start) / 1e9);
                },
                portal.pid(),
                server.pid());
        Load.untilWarm(portal.pid(), WARM_UP, () -> mails.work().run().operations() > 0);
        Figures.rate("mails to a local server", 1000, ROUNDS, mails, own(), server.pid());
        assertThat(sink.mails()).isPositive();
        Contestant alone = signers("form", 303, form());
        Contestant meanwhile = new Contestant(
                "with mails",
                () -> {
                    sink.speedUp();
                    Contestant.Done done = alone.work().run();
                    sink.slowDown();
                    return done;
                },
                alone.servers());
        sink.slowDown();
        Figures.compare("sign while mails go", 0.9, ROUNDS, meanwhile, alone, own(), server.pid());
    }

    @Test
    @Order(4)
    void confirm() throws Exception {
        sink.slowDown();
        Queue<String> links = sink.links();
        Contestant ours = new Contestant(
                "confirm",
                () -> {
                    assertThat(links).as("links that were mailed").hasSizeGreaterThan(1000);
                    return Load.during(
                            SIGNERS,
                            ROUND,
                            portal.port(),
                            303,
                            connection -> connection.post(
                                    links.remove(), FORM, "form=confirm&jakarta.faces.ViewState=stateless"));
                },
                portal.pid(),
                server.pid());
        Contestant theirs = new Contestant(
                yardsticks.confirming().tool() + ", same statements",
                () -> {
                    long first = nextIds();
                    long before = yardsticks.confirmed();
                    yardsticks.stock(first, 1500 * (int) ROUND.toSeconds());
                    Contestant.Done done = yardsticks.confirming().run(ROUND, first);
                    assertThat(yardsticks.confirmed() - before).isEqualTo(done.operations());
                    return done;
                },
                server.pid());
        Load.untilWarm(portal.pid(), WARM_UP, () -> ours.work().run().operations() > 0 && links.size() > 30_000);
        theirs.work().run();
        analyze();
        Figures.compare("confirm", 0.5, ROUNDS, ours, theirs, own(), server.pid());
    }

    /** The form as a browser sends it, by somebody else each time. */
    private static Load.Question form() throws IOException {
        try (Visitor visitor = new Visitor(portal)) {
            String fields = visitor.openForm("en").fill("Load Person", "EMAIL", "CH").parameters().stream()
                    .map(field -> encoded(field.getName()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            return connection -> connection.post(PAGE, FORM, fields.replace("EMAIL", encoded(somebody())));
        }
    }

    private static Contestant signers(String name, int expected, Load.Question question) {
        return new Contestant(
                name, () -> Load.during(SIGNERS, ROUND, portal.port(), expected, question), portal.pid(), serverPid());
    }

    /**
     * As the database does by itself within a minute: until then it plans for empty tables, and walks through all rows
     * of a petition to find one.
     */
    private static void analyze() throws SQLException {
        database.update("analyze");
        try (Connection connection = DriverManager.getConnection(
                        settings.get("demarche.db.url"),
                        settings.get("demarche.db.user"),
                        settings.get("demarche.db.password"));
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static long serverPid() {
        try {
            return server.pid();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    private static String somebody() {
        return "load" + PEOPLE.incrementAndGet() + "@example.org";
    }

    /** Room for one round's identifiers, which no round before has used. */
    private static long nextIds() {
        return ROUND_NUMBER.incrementAndGet() * 100_000_000;
    }

    private static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
