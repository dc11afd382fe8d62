package org.demarche.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.demarche.testing.InstalledPostgres;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.StaffMember;
import org.demarche.testing.TrialMailbox.Mail;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one more signature costs where there are few and where there are millions, by the CPU that portal and database
 * take together; how signing goes on while all of them are compiled; and how long the portal takes to start.
 * {@code -Dbenchmark.growth} names the numbers of signatures, such as {@code 10000,1000000,6100000}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrowthBenchmark {
    private static final String PETITION = "azimjan-askarov";
    private static final String SIGNATURES = "/api/petitions/" + PETITION + "/signatures";
    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("benchmark.growth", "10000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 3));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("benchmark.warm-up", 70));
    private static final int CONFIRMING = 500;
    private static final int SIGNERS = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final AtomicLong PEOPLE = new AtomicLong();

    @TempDir
    private static Path folder;

    private static InstalledPostgres server;
    private static PortalProcess portal;
    private static Map<String, String> settings;
    private static StaffMember maria;
    private static long filled;

    @BeforeAll
    static void start() throws Exception {
        try {
            server = InstalledPostgres.start(
                    "max_connections=200",
                    "shared_buffers=256MB",
                    "max_wal_size=4GB",
                    "shared_preload_libraries=pg_stat_statements");
        } catch (IOException e) {
            abort("NO POSTGRESQL ON THIS MACHINE, NOTHING IS MEASURED: " + e.getMessage());
        }
        settings = Postgres.of(server).newPortal();
        sql("create extension pg_stat_statements");
        portal = PortalProcess.start("growth", settings, List.of("-Xmx512m"));
        maria = new StaffMember(portal);
        maria.setUp();
        maria.logIn();
        confirm(links(1));
        Load.untilWarm(portal.pid(), WARM_UP, portal.port(), 202, GrowthBenchmark::sign);
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            maria.close();
            portal.close();
        }
    }

    @Test
    @Order(1)
    void costsTheSameHoweverManyHaveSigned() throws Exception {
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        for (int size : SIZES) {
            fill(size);
            cost(costs, "sign", () -> Load.during(SIGNERS, ROUND, portal.port(), 202, GrowthBenchmark::sign));
            cost(
                    costs,
                    "page",
                    () -> Load.during(
                            SIGNERS, ROUND, portal.port(), 200, connection -> connection.get("/en/" + PETITION, "")));
            List<String> links = links(ROUNDS * CONFIRMING);
            AtomicInteger next = new AtomicInteger();
            cost(costs, "confirm", () -> {
                int from = next.getAndAdd(CONFIRMING);
                return confirm(links.subList(from, from + CONFIRMING));
            });
            cost(costs, "staff table page", GrowthBenchmark::turnPages);
            costs.computeIfAbsent("count refresh", name -> new ArrayList<>()).add(countRefresh());
        }
        double growth = (double) SIZES.get(SIZES.size() - 1) / SIZES.get(0);
        for (Map.Entry<String, List<Double>> cost : costs.entrySet()) {
            List<Double> each = cost.getValue();
            Figures.add(String.format(
                    Locale.ROOT,
                    "%-34s grows with the power %.3f (goal 0.05): %s us of CPU at %s signatures",
                    cost.getKey(),
                    Math.log(each.get(each.size() - 1) / each.get(0)) / Math.log(growth),
                    each.stream()
                            .map(one -> String.format(Locale.ROOT, "%,.0f", one))
                            .toList(),
                    SIZES));
        }
        assertThat(costs).hasSize(5);
    }

    /** The least of some rounds: whatever disturbs adds to it. */
    private static void cost(Map<String, List<Double>> costs, String name, Contestant.Work work) throws Exception {
        Contestant contestant = new Contestant(name, work, portal.pid(), server.pid());
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, contestant.round(own(), server.pid()).cpu());
        }
        costs.computeIfAbsent(name, first -> new ArrayList<>()).add(least);
    }

    /** The newest page, and one from the middle. */
    private static Contestant.Done turnPages() throws IOException {
        long start = System.nanoTime();
        long end = start + ROUND.toNanos();
        long pages = 0;
        String table = "/staff/petitions/" + PETITION + "/signatures";
        while (System.nanoTime() < end) {
            if (maria.fetch(table).getStatusCode() != 200) {
                throw new IllegalStateException("There is no table");
            }
            pages++;
        }
        return new Contestant.Done(pages, (System.nanoTime() - start) / 1e9);
    }

    /** What the statement that moves the published count on takes, as the database counts, in microseconds. */
    private static double countRefresh() throws SQLException, InterruptedException {
        sql("select pg_stat_statements_reset()");
        Thread.sleep(5_000);
        return number("select 1000 * sum(total_exec_time) / sum(calls) from pg_stat_statements"
                + " where query like 'update published_count%total = total +%'");
    }

    @Test
    @Order(2)
    void goesOnSigningWhileAllIsCompiled() throws Exception {
        Contestant signing = new Contestant(
                "sign",
                () -> Load.during(SIGNERS, ROUND, portal.port(), 202, GrowthBenchmark::sign),
                portal.pid(),
                server.pid());
        if (filled == 0) {
            fill(SIZES.get(SIZES.size() - 1));
        }
        List<Double> without = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            without.add(signing.round(own(), server.pid()).rate());
        }
        List<Double> meanwhile = new ArrayList<>();
        Map<String, List<Double>> stages = new LinkedHashMap<>();
        long began = System.nanoTime();
        HtmlPage progress = maria.compile();
        URI edition = progress.getUrl().toURI();
        for (HtmlPage page = progress;
                page.querySelector("a[href$='.asice']") == null;
                page = maria.open(edition.getPath())) {
            assertThat(System.nanoTime() - began).isLessThan(PATIENCE.toNanos());
            DomElement stage = page.querySelector("li[aria-current=step]");
            double rate = signing.round(own(), server.pid()).rate();
            meanwhile.add(rate);
            stages.computeIfAbsent(stage == null ? "" : stage.getAttribute("data-stage"), name -> new ArrayList<>())
                    .add(rate);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        for (int round = 0; round < ROUNDS; round++) {
            without.add(signing.round(own(), server.pid()).rate());
        }
        Figures.add(String.format(
                Locale.ROOT,
                "%-34s %5.2f (goal 0.65): %,.0f/s ÷ %,.0f/s without; %,d signatures compiled meanwhile in %.0f s",
                "sign while an edition compiles",
                Figures.median(meanwhile) / Figures.median(without),
                Figures.median(meanwhile),
                Figures.median(without),
                filled,
                seconds));
        for (Map.Entry<String, List<Double>> stage : stages.entrySet()) {
            Figures.add(String.format(
                    Locale.ROOT,
                    "    in its stage %-10s %,.0f/s in %d rounds",
                    stage.getKey(),
                    Figures.median(stage.getValue()),
                    stage.getValue().size()));
        }
        assertThat(meanwhile).isNotEmpty();
    }

    @Test
    @Order(3)
    void startsSoon() throws Exception {
        portal.stop();
        List<Double> ratios = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        try (PortalProcess one =
                PortalProcess.start(OneServlet.war(folder, new byte[] {1}), "one", Map.of(), List.of("-Xmx512m"))) {
            for (int round = 0; round < ROUNDS; round++) {
                one.stop();
                double theirs = seconds(one);
                one.stop();
                double ours = seconds(portal);
                portal.stop();
                ratios.add(ours / theirs);
                seconds.add(ours);
            }
        }
        Figures.add(String.format(
                Locale.ROOT,
                "%-34s %5.2f (%.2f to %.2f, goal at most 1.50): %.1f s ÷ a WAR of one class on the same server",
                "start to the first page",
                Figures.median(ratios),
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow(),
                Figures.median(seconds)));
        assertThat(ratios).hasSize(ROUNDS);
    }

    private static double seconds(PortalProcess process) throws IOException {
        long start = System.nanoTime();
        process.start();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Brings in people who signed and confirmed, by the database's own means, until there are so many. */
    private static void fill(int size) throws SQLException {
        sql(
                """
                insert into attempt (petition_id, id, created_at, expires_at, channel, language, letter_version,
                    outcome, closed_at)
                select s.petition_id, 1000000000 + n, date_trunc('hour', now()) - (n %% 100 + 1) * interval '1 day',
                    now(), case when n %% 20 = 0 then 'API' else 'PAGE' end, (array['en', 'ru', 'fr'])[1 + n / 3 %% 3],
                    1, 'CONFIRMED', now() - (n %% 100 + 1) * interval '1 day'
                from (select petition_id from signature limit 1) s, generate_series(%d, %d) n"""
                        .formatted(filled + 1, size));
        sql(
                """
                insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,
                    letter_version, country, demands, visibility, handover, news, address_hash, address_rules, slot,
                    data_key_id, sealed_identity, address_key_id, sealed_address, name_commitment, initials_commitment)
                select s.petition_id, 1000000000 + n, now() - (n %% 100 + 1) * interval '1 day',
                    date_trunc('hour', now()) - (n %% 100 + 1) * interval '1 day', 'CONFIRMED',
                    case when n %% 20 = 0 then 'API' else 'PAGE' end, (array['en', 'ru', 'fr'])[1 + n / 3 %% 3], 1,
                    (array['KG', 'CH', 'FR', 'DE', 'RU', 'KZ', 'US', 'GB'])[1 + n / 7 %% 8], 1 + n %% 7, 'COUNTED',
                    false, false, sha256(int8send(n)), s.address_rules, 1, s.data_key_id, s.sealed_identity,
                    s.address_key_id, s.sealed_address, sha256(int8send(-n)), sha256(int8send(-n) || 'i')
                from (select * from signature limit 1) s, generate_series(cast(%d as bigint), cast(%d as bigint)) n"""
                        .formatted(filled + 1, size));
        sql("analyze");
        filled = size;
    }

    private static int sign(Load.Connection connection) throws IOException {
        return connection.post(
                SIGNATURES,
                "application/json",
                "{\"name\": \"Load Person\", \"email\": \"%s\", \"country\": \"CH\", \"demands\": [1, 2, 3],"
                                .formatted("load" + PEOPLE.incrementAndGet() + "@example.org")
                        + " \"visibility\": \"COUNTED\", \"consent\": true, \"language\": \"en\"}");
    }

    private static Contestant.Done confirm(List<String> paths) throws Exception {
        ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(paths);
        long start = System.nanoTime();
        try (Load.Connection connection = new Load.Connection(portal.port())) {
            for (String path = left.poll(); path != null; path = left.poll()) {
                int status = connection.post(
                        path, "application/x-www-form-urlencoded", "form=confirm&jakarta.faces.ViewState=stateless");
                assertThat(status).isEqualTo(303);
            }
        }
        return new Contestant.Done(paths.size(), (System.nanoTime() - start) / 1e9);
    }

    /** Has so many sign, and takes the links from their mails once all have come. */
    private static List<String> links(int people) throws Exception {
        awaitMails();
        Path mailbox = portal.data().resolve("mail");
        if (Files.isDirectory(mailbox)) {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(mailbox)) {
                for (Path mail : old) {
                    Files.delete(mail);
                }
            }
        }
        try (Load.Connection connection = new Load.Connection(portal.port())) {
            for (int i = 0; i < people; i++) {
                assertThat(sign(connection)).isEqualTo(202);
            }
        }
        awaitMails();
        return portal.mailbox().all().stream().map(Mail::link).map(URI::getPath).toList();
    }

    private static void awaitMails() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (number("select (select count(*) from undecided_attempt) + (select count(*) from outbox)") > 0) {
            assertThat(System.nanoTime()).as("mails go").isLessThan(deadline);
            Thread.sleep(500);
        }
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = connection();
                Statement sent = connection.createStatement()) {
            sent.execute(statement);
        }
    }

    private static double number(String query) throws SQLException {
        try (Connection connection = connection();
                Statement sent = connection.createStatement();
                ResultSet result = sent.executeQuery(query)) {
            result.next();
            return result.getDouble(1);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                settings.get("demarche.db.url"),
                settings.get("demarche.db.user"),
                settings.get("demarche.db.password"));
    }
}
