package org.demarche.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.demarche.testing.ListeningSockets;
import org.demarche.testing.MailSink;
import org.demarche.testing.MailSink.Manner;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.SlowRelay;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitors ask, on a port of their own, and what they are told when something is away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DATABASE = Pattern.compile("(jdbc:postgresql://[^:/]+):([0-9]+)(/.*)");

    /** Where everybody signs from, as far as a proxy says. */
    private static final String NETWORK = "203.0.113.77";

    /** How many sign while the mail server has a fault; nobody else is of this domain. */
    private static final int PEOPLE = 30;

    private static final String DOMAIN = "example.net";

    private static Map<String, String> database;
    private static SlowRelay relay;
    private static MailSink mails;
    private static SlowRelay wayToMails;
    private static PortalProcess portal;
    private static int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Postgres server = Postgres.found().orElse(null);
        if (server == null) {
            abort(Postgres.whyNot());
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        database = server.newPortal();
        Matcher url = DATABASE.matcher(database.get("demarche.db.url"));
        assertThat(url.matches()).isTrue();
        relay = new SlowRelay(Integer.parseInt(url.group(2)), Duration.ZERO);
        relay.arrive();
        mails = new MailSink(folder.resolve("mails"));
        wayToMails = new SlowRelay(mails.port(), Duration.ZERO);
        wayToMails.arrive();
        Map<String, String> settings = new HashMap<>(database);
        settings.put("demarche.db.url", url.group(1) + ":" + relay.port() + url.group(3));
        settings.put("demarche.monitor-port", Integer.toString(port));
        settings.put("demarche.log.format", "json");
        settings.put("demarche.proxy.trusted", "127.0.0.1 ::1");
        settings.put("demarche.mail.host", "127.0.0.1");
        settings.put("demarche.mail.port", Integer.toString(wayToMails.port()));
        settings.put("demarche.mail.from", "petitions@example.org");
        // So that a test need not wait for a minute.
        String bounds = "org.demarche.mail.MailServer/converse/";
        settings.put(bounds + "Timeout/value", "2");
        settings.put(bounds + "CircuitBreaker/requestVolumeThreshold", "2");
        settings.put(bounds + "CircuitBreaker/delay", "2000");
        portal = PortalProcess.start("monitoring", settings);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {portal, relay, wayToMails, mails}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private HttpResponse<String> get(int at, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + at + path))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A figure, by its name and what tells it from others of that name. */
    private double figure(String name, String label) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(port, "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + answer.body()));
    }

    private double figure(String name) throws IOException, InterruptedException {
        return figure(name, "");
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static Connection connection() throws Exception {
        return DriverManager.getConnection(
                database.get("demarche.db.url"),
                database.get("demarche.db.user"),
                database.get("demarche.db.password"));
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void sign(String email) throws IOException {
        try (Visitor visitor = new Visitor(portal).from(NETWORK)) {
            visitor.openForm("en").fill("Monitored Person", email, "CH").send();
        }
    }

    /** Many sign at the same moment, and all are told that they have; returns their addresses. */
    private Set<String> signAtOnce(String name, int people) {
        Set<String> addresses = IntStream.range(0, people)
                .mapToObj(person -> name + "-" + person + "@" + DOMAIN)
                .collect(toSet());
        List<CompletableFuture<HttpResponse<Void>>> answers = addresses.stream()
                .map(email -> http.sendAsync(
                        HttpRequest.newBuilder(portal.at("/api/petitions/azimjan-askarov/signatures"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        """
                                        {"name": "Monitored Person", "email": "%s", "country": "CH", "demands": [1],
                                        "visibility": "COUNTED", "consent": true, "language": "en"}"""
                                                .formatted(email)))
                                .build(),
                        BodyHandlers.discarding()))
                .toList();
        assertThat(answers).extracting(answer -> answer.join().statusCode()).containsOnly(202);
        return addresses;
    }

    private double mails(String outcome) throws IOException, InterruptedException {
        return figure("demarche_mails_total", '"' + outcome + '"');
    }

    /** Mails that were put off go now; a test need not wait for minutes. */
    private static void hurry() throws Exception {
        execute("update outbox set next_try_at = now() where next_try_at > now()");
    }

    /** The mail server is well again: everybody gets a mail, and none is left. */
    private static void awaitMails(Set<String> people) throws Exception {
        await("mails that still wait", () -> {
            hurry();
            return mails.mails().keySet().containsAll(people) && number("select count(*) from outbox") == 0;
        });
    }

    private static void assertThatTheOutboxQuotesNobody() throws Exception {
        assertThat(number("select count(*) from outbox where failure like '%" + DOMAIN + "%'"))
                .isZero();
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "/health/live, no-deadlock",
        "/health/ready, ready-to-sign",
        "/health/ready, outbox",
        "/health/ready, pages",
        "/health/started, petitions",
        "/metrics, jvm",
        "/metrics, demarche_signing_seconds_count",
        "/metrics, demarche_confirming_seconds_count"
    })
    void tellsMonitorsHowItIs(String path, String what) throws Exception {
        HttpResponse<String> answer = get(port, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(what);
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started", "/metrics", "/metrics/base"})
    void tellsThePublicNothing(String path) throws Exception {
        assertThat(get(portal.port(), path).statusCode()).isEqualTo(404);
    }

    /** By a method, or by an address that only means the same as one of those. */
    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "HEAD, /metrics",
        "POST, /metrics",
        "OPTIONS, /metrics",
        "HEAD, /health/ready",
        "POST, /health/ready",
        "GET, /health/",
        "GET, /health/ready/",
        "GET, /health;x/ready",
        "GET, /metrics/",
        "GET, //metrics",
        "GET, /metrics;x",
        "GET, /%6detrics",
        "GET, /en/../metrics"
    })
    void tellsThePublicNothingByAnotherWayEither(String method, String path) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + portal.port() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isBetween(300, 499);
        assertThat(answer.body()).doesNotContain("demarche_", "jvm", "# TYPE", "\"status\"", "ready-to-sign");
    }

    @Test
    @Order(2)
    void listensOnTwoPortsOfThisMachineAndNowhereElse() throws Exception {
        assumeTrue(ListeningSockets.canBeRead(), "This system does not show a process's sockets");

        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(ListeningSockets.of(portal.pid()))
                .containsExactlyInAnyOrder(
                        new InetSocketAddress(loopback, portal.port()), new InetSocketAddress(loopback, port));
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"/", "/en/azimjan-askarov", "/staff/login", "/api/petitions", "/openapi", "/trial/inbox"})
    void servesMonitorsNothingElse(String path) throws Exception {
        assertThat(get(port, path).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(4)
    void countsWhatIsTaken() throws Exception {
        sign("first@example.org");
        sign("second@example.org");
        assertThat(figure("demarche_forms_total")).isEqualTo(2);
        assertThat(figure("demarche_group_commit_sum")).isEqualTo(2);
        assertThat(figure("demarche_group_commit_count")).isEqualTo(2);
        assertThat(figure("demarche_signing_seconds_count")).isEqualTo(2);
        assertThat(figure("demarche_confirmed_total")).isZero();

        try (Visitor visitor = new Visitor(portal)) {
            URI link = mails.mailbox().await("first@example.org", 1).link();
            visitor.open(link).<DomElement>querySelector("form#confirm button").click();
        }
        assertThat(figure("demarche_confirmed_total")).isEqualTo(1);
        assertThat(figure("demarche_confirming_seconds_count")).isEqualTo(1);
        mails.mailbox().await("second@example.org", 1);
        await("the mails", () -> mails("done") >= 2);
    }

    @Test
    @Order(5)
    void countsHowManyShareACommit() throws Exception {
        int together = 20;
        Set<String> people = new HashSet<>();
        await("nobody shares a commit", () -> {
            double forms = figure("demarche_group_commit_sum");
            double commits = figure("demarche_group_commit_count");
            people.addAll(signAtOnce("together-" + people.size(), together));
            assertThat(figure("demarche_group_commit_sum")).isEqualTo(forms + together);
            return figure("demarche_group_commit_count") < commits + together;
        });
        assertThat(figure("demarche_forms_total")).isEqualTo(figure("demarche_group_commit_sum"));
        awaitMails(people);
    }

    @Test
    @Order(6)
    void showsWhatWaits() throws Exception {
        execute("update signature set state = 'HELD'");
        execute("insert into outbox (petition_id, id, kind, reference_id, language, created_at, next_try_at)"
                + " select id, 900000001, 'NONE', 1, 'en', now(), now() + interval '1 hour' from petition");
        execute("insert into outbox (petition_id, id, kind, reference_id, language, created_at, failure)"
                + " select id, 900000002, 'NONE', 1, 'en', now(), 'none' from petition");
        execute("insert into edition (petition_id, id, number, state, stage, rows_total, rows_done, cutoff_at,"
                + " requested_by, requested_at) select id, 900000001, 1, 'COMPILING', 'ROWS', 100, 50, now(), 'nobody',"
                + " now() from petition");
        execute("insert into edition (petition_id, id, number, state, stage, rows_total, rows_done, cutoff_at,"
                + " requested_by, requested_at) select id, 900000002, 2, 'LOCKED', 'ROWS', 100, 50, now(), 'nobody',"
                + " now() from petition");

        await("held", () -> figure("demarche_held") == 1);
        await("waiting", () -> figure("demarche_mail_waiting") == 1);
        await("buried", () -> figure("demarche_mail_buried") == 1);
        await("compiling", () -> figure("demarche_compiling") == 1);
        await("locked", () -> figure("demarche_compile_locked") == 1);
        assertThat(figure("demarche_compile_progress_ratio")).isGreaterThan(0).isLessThan(1);
        assertThat(figure("demarche_mail_age_seconds")).isZero();

        execute("delete from edition where id >= 900000001");
        execute("delete from outbox where id >= 900000001");
        await("none waits", () -> figure("demarche_mail_waiting") + figure("demarche_mail_buried") == 0);
        await("none compiles", () -> figure("demarche_compiling") + figure("demarche_compile_locked") == 0);
        assertThat(figure("demarche_compile_progress_ratio")).isEqualTo(1);
    }

    @Test
    @Order(7)
    void waitsForNoMailServerThatDrips() throws Exception {
        mails.be(Manner.DRIPS);
        sign("third@example.org");
        sign("fourth@example.org");
        await("no time-out", () -> figure("ft_timeout_calls_total", "timedOut=\"true\"") >= 2);
        await("not put off", () -> mails("postponed") >= 2);
        await("not left alone", () -> figure("ft_circuitbreaker_opened_total") >= 1);
        assertThat(get(port, "/health/ready").statusCode()).as("mails can wait").isEqualTo(200);

        mails.be(Manner.TAKES);
        hurry();
        mails.mailbox().await("third@example.org", 1);
        mails.mailbox().await("fourth@example.org", 1);
    }

    @Test
    @Order(8)
    void asksAgainWhereAMailIsPutOff() throws Exception {
        double before = mails("postponed");
        mails.be(Manner.PUTS_OFF);
        Set<String> people = signAtOnce("put-off", PEOPLE);
        await("not put off", () -> mails("postponed") >= before + PEOPLE);
        assertThat(mails.mails()).doesNotContainKeys(people.toArray(String[]::new));
        assertThatTheOutboxQuotesNobody();

        mails.be(Manner.TAKES);
        awaitMails(people);
    }

    /** Nobody knows whether it has those mails: they go once more, as the same mail. */
    @Test
    @Order(9)
    void leavesAMailServerAloneThatHangsUpAndSendsTheSameMailsAgain() throws Exception {
        double opened = figure("ft_circuitbreaker_opened_total", "MailServer");
        double unreachable = mails("unreachable");
        int before = mails.conversations();
        mails.be(Manner.HANGS_UP);
        Set<String> people = signAtOnce("hung-up", PEOPLE);
        await("not left alone", () -> figure("ft_circuitbreaker_opened_total", "MailServer") > opened);
        await("nobody waits", () -> mails("unreachable") > unreachable);
        awaitSilence();
        assertThat(number("select sum(tries) from outbox"))
                .as("mails that use up a try while it is left alone")
                .isPositive()
                .isLessThanOrEqualTo(mails.conversations() - before)
                .isLessThan(PEOPLE);
        assertThatTheOutboxQuotesNobody();

        mails.be(Manner.TAKES);
        awaitMails(people);
        Map<String, List<String>> names = mails.mailbox().all().stream()
                .filter(mail -> people.contains(mail.recipient()))
                .collect(groupingBy(Mail::recipient, mapping(Mail::messageId, toList())));
        assertThat(names.values())
                .allSatisfy(ofOne -> assertThat(Set.copyOf(ofOne)).hasSize(1))
                .anySatisfy(ofOne -> assertThat(ofOne).hasSizeGreaterThan(1));
    }

    /** Nobody speaks with the mail server for two seconds, which is less than it is left alone for. */
    private static void awaitSilence() throws Exception {
        await("it is asked again and again", () -> {
            int before = mails.conversations();
            Thread.sleep(2000);
            return mails.conversations() == before;
        });
    }

    @Test
    @Order(10)
    void buriesMailsToThoseWhomTheMailServerDoesNotKnow() throws Exception {
        double before = mails("refused");
        mails.be(Manner.REFUSES);
        Set<String> people = signAtOnce("refused", PEOPLE);
        await("not refused", () -> {
            hurry();
            return mails("refused") >= before + PEOPLE;
        });
        await("not buried", () -> figure("demarche_mail_buried") == PEOPLE);
        assertThat(mails("refused")).as("each is asked for once").isEqualTo(before + PEOPLE);
        assertThat(mails.mails()).doesNotContainKeys(people.toArray(String[]::new));
        assertThatTheOutboxQuotesNobody();

        mails.be(Manner.TAKES);
        execute("update outbox set next_try_at = now(), failure = null where next_try_at is null");
        awaitMails(people);
    }

    @Test
    @Order(11)
    void keepsAllMailsWhileTheMailServerIsAwayAndSaysForHowLong() throws Exception {
        double before = mails("unreachable");
        wayToMails.leave();
        Set<String> people = signAtOnce("away", PEOPLE);
        await("not away", () -> mails("unreachable") > before);
        execute("update outbox set next_try_at = now() - interval '100 seconds'");
        await("waiting", () -> figure("demarche_mail_waiting") == PEOPLE);
        await("waiting for long", () -> figure("demarche_mail_age_seconds") >= 100);
        assertThat(number("select sum(tries) from outbox"))
                .as("mails that use up a try")
                .isZero();
        assertThat(get(port, "/health/ready").statusCode()).as("mails can wait").isEqualTo(200);

        wayToMails.arrive();
        awaitMails(people);
        await("nothing waits", () -> figure("demarche_mail_waiting") + figure("demarche_mail_age_seconds") == 0);
    }

    @Test
    @Order(12)
    void saysWhatOfItIsNotReady() throws Exception {
        execute("alter table outbox rename to outbox_elsewhere");
        try {
            await("still ready", () -> get(port, "/health/ready").statusCode() == 503);
            String answer = get(port, "/health/ready").body();
            assertThat(answer).containsPattern("\"outbox\",\\s*\"status\":\\s*\"DOWN\"");
            assertThat(answer).containsPattern("\"ready-to-sign\",\\s*\"status\":\\s*\"UP\"");
            assertThat(answer).containsPattern("\"pages\",\\s*\"status\":\\s*\"UP\"");
        } finally {
            execute("alter table outbox_elsewhere rename to outbox");
        }
        await("not ready again", () -> get(port, "/health/ready").statusCode() == 200);
    }

    @Test
    @Order(13)
    void isNotReadyWithoutItsDatabaseAndReadyAgainWithIt() throws Exception {
        assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

        relay.leave();
        await("still ready", () -> get(port, "/health/ready").statusCode() == 503);
        String answer = get(port, "/health/ready").body();
        assertThat(answer).containsPattern("\"ready-to-sign\",\\s*\"status\":\\s*\"DOWN\"");
        assertThat(answer).containsPattern("\"outbox\",\\s*\"status\":\\s*\"DOWN\"");
        assertThat(get(port, "/health/live").statusCode())
                .as("a restart would not help")
                .isEqualTo(200);
        await("figures nobody knows", () -> Double.isNaN(figure("demarche_held")));

        relay.arrive();
        await("not ready again", () -> get(port, "/health/ready").statusCode() == 200);
        await("figures again", () -> figure("demarche_held") == 1);
    }

    @Test
    @Order(14)
    void logsJsonAndNobody() {
        assertThat(portal.log().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{\"time\":\"").endsWith("}"))
                .allSatisfy(line -> assertThat(parsed(line)).containsKeys("time", "level", "logger", "message"));
        assertThat(portal.log())
                .as("something went wrong")
                .contains("\"logger\":\"org.demarche.config.Schedule\"", "\"thrown\":")
                .doesNotContain("Monitored", "first@", "second@", "third@", "fourth@", DOMAIN, NETWORK);
    }

    private static JsonObject parsed(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
