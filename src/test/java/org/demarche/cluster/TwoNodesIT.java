package org.demarche.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.testing.MailSink;
import org.demarche.testing.Nginx;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.SignForm;
import org.demarche.testing.TrialMailbox;
import org.demarche.testing.Visitor;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one PostgreSQL behind nginx, with the configuration in {@code docker/nginx}. They share the database, the
 * keys and the folder of packages. The steps follow one another, as they would in operation.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PAGE = "/en/azimjan-askarov";
    private static final String API = "/api/petitions/azimjan-askarov/signatures";
    private static final int CONFIRMING = 10;
    private static final Set<String> FORGETFUL = IntStream.range(0, 10)
            .mapToObj(person -> "forgetful" + person + "@example.com")
            .collect(Collectors.toSet());
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private static Path folder;

    private static Map<String, String> database;
    private static MailSink mails;
    private static Nginx proxy;
    private static PortalProcess one;
    private static PortalProcess two;

    @BeforeAll
    static void startTogether() throws Exception {
        Postgres server = Postgres.found().orElse(null);
        String lacking = server == null
                ? Postgres.whyNot()
                : Nginx.program().isPresent() ? "" : "NO NGINX, TWO NODES WERE NOT TRIED BEHIND IT";
        if (!lacking.isEmpty()) {
            System.err.println("\n*** " + lacking + " ***\n");
            abort(lacking);
        }
        database = server.newPortal();
        mails = new MailSink(folder.resolve("mails"));
        proxy = new Nginx(folder.resolve("nginx"));
        Map<String, String> settings = new HashMap<>(database);
        settings.put("demarche.public-url", proxy.url().toString());
        settings.put("demarche.proxy.trusted", "127.0.0.1 ::1");
        settings.put("demarche.keys", folder.resolve("keys").toString());
        settings.put("demarche.data", folder.resolve("data").toString());
        settings.put("demarche.mail.host", "127.0.0.1");
        settings.put("demarche.mail.port", Integer.toString(mails.port()));
        settings.put("demarche.mail.from", "petitions@example.org");
        // At the same moment, on an empty database and with no keys: the one makes what the other finds.
        CompletableFuture<PortalProcess> other = node("node-two", settings);
        one = node("node-one", settings).join();
        two = other.join();
        proxy.start(Map.of(one.port(), "", two.port(), ""));
    }

    private static CompletableFuture<PortalProcess> node(String name, Map<String, String> settings) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return PortalProcess.start(name, settings);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterAll
    static void stopAll() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {proxy, one, two, mails}) {
            if (part != null) {
                part.close();
            }
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                database.get("demarche.db.url"),
                database.get("demarche.db.user"),
                database.get("demarche.db.password"));
    }

    private static void update(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static List<List<Object>> query(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<Object>> found = new ArrayList<>();
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getObject(i));
                }
                found.add(row);
            }
            return found;
        }
    }

    private static long count(String table) throws Exception {
        return ((Number) query("select count(*) from " + table).get(0).get(0)).longValue();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** People who sign through the proxy until they are told to stop: half by the form, half by the API. */
    private static final class Crowd {
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final Map<Integer, AtomicInteger> others = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<String> unforeseen = new ConcurrentLinkedQueue<>();
        /** Answers that were begun and did not come to their end: what became of the form nobody can tell. */
        private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

        private final List<Thread> threads = new ArrayList<>();
        private final String name;
        private final Map<String, String> form;
        private final long storedBefore;
        private final long pause;
        private volatile boolean over;

        Crowd(String name, int people) throws Exception {
            this(name, people, Duration.ofMillis(20));
        }

        /** @param pause of each, in which others may have the processors */
        Crowd(String name, int people, Duration pause) throws Exception {
            this.name = name;
            this.pause = pause.toMillis();
            this.form = form(proxy.url());
            this.storedBefore = count("attempt");
            for (int i = 0; i < people; i++) {
                int person = i;
                Thread thread = new Thread(() -> sign(person), name + i);
                thread.start();
                threads.add(thread);
            }
        }

        private void sign(int person) {
            for (int i = 0; !over; i++) {
                String email = "%s-%d-%d@example.com".formatted(name, person, i);
                try {
                    HttpResponse<String> answer = person % 2 == 0 ? sendForm(email) : sendJson(email);
                    boolean taken = person % 2 == 0
                            ? answer.statusCode() == 303
                                    && answer.headers()
                                            .firstValue("Location")
                                            .orElse("")
                                            .endsWith("/check-inbox")
                            : answer.statusCode() == 202;
                    Thread.sleep(pause);
                    if (taken) {
                        acknowledged.add(email);
                    } else {
                        others.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                                .incrementAndGet();
                        if (answer.statusCode() != 503
                                || answer.headers().firstValue("Retry-After").isEmpty()) {
                            unforeseen.add(answer.statusCode() + " " + answer.body());
                        }
                    }
                } catch (IOException e) {
                    broken.add(e.toString());
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private HttpResponse<String> sendJson(String email) throws IOException, InterruptedException {
            return send(API, "application/json", json(email));
        }

        private HttpResponse<String> sendForm(String email) throws IOException, InterruptedException {
            Map<String, String> fields = new HashMap<>(form);
            fields.put("email", email);
            return send(PAGE, "application/x-www-form-urlencoded", encoded(fields));
        }

        void awaitMore(int people) throws Exception {
            int before = acknowledged.size();
            await(
                    "nobody signs any more: " + others + unforeseen + broken,
                    () -> acknowledged.size() >= before + people);
        }

        void stop() throws InterruptedException {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }

        /** Nothing that was acknowledged is lost, and nothing is stored that nobody sent. */
        void assertStored() throws Exception {
            long unclear = broken.size()
                    + others.values().stream().mapToLong(AtomicInteger::get).sum();
            assertThat(count("attempt") - storedBefore)
                    .isBetween((long) acknowledged.size(), acknowledged.size() + unclear);
        }

        /** Some of them look into their mail; {@return what they find there}. */
        List<URI> links(int people) throws Exception {
            await("mails", () -> mailsTo(acknowledged).size() >= people);
            return mails.mailbox().newest(mailsTo(acknowledged).keySet(), people).stream()
                    .map(TrialMailbox.Mail::link)
                    .toList();
        }
    }

    private static String json(String email) {
        return """
                {"name": "Node Person", "email": "%s", "country": "CH", "demands": [1], "visibility": "COUNTED", "consent": true}"""
                .formatted(email);
    }

    private static HttpResponse<String> send(String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.url() + path))
                .header("Content-Type", type)
                .header("Origin", proxy.url().toString())
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static HttpResponse<Void> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.url() + path))
                .timeout(PATIENCE)
                .build();
        return HTTP.send(request, BodyHandlers.discarding());
    }

    /** Looks at a link at the one node and presses the button at the other. */
    private static HtmlPage confirm(Visitor visitor, URI link) throws IOException {
        HtmlForm confirm = visitor.open(one.at(link.getPath())).getHtmlElementById("confirm");
        List<NameValuePair> pressed = confirm.getParameterListForSubmit(confirm.querySelector("button[type=submit]"));
        return (HtmlPage) visitor.post(
                two.at(link.getPath()).toURL(),
                pressed,
                Map.of("Origin", proxy.url().toString()));
    }

    /** The same as people do it: both by way of the proxy. */
    private static void confirm(List<URI> links) throws IOException {
        for (URI link : links) {
            try (Visitor visitor = new Visitor(one)) {
                HtmlPage own = visitor.open(link)
                        .<DomElement>querySelector("form#confirm button")
                        .click();
                assertThat(own.getWebResponse().getStatusCode()).isEqualTo(200);
                assertThat(own.asNormalizedText()).contains("Node Person");
            }
        }
    }

    private static Map<String, String> form(URI at) throws IOException {
        try (Visitor visitor = new Visitor(one)) {
            return new SignForm(visitor.open(URI.create(at + PAGE)))
                    .fill("Node Person", "nobody@example.com", "CH").parameters().stream()
                            .collect(Collectors.toMap(NameValuePair::getName, NameValuePair::getValue, (a, b) -> a));
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, Integer> mailsTo(Set<String> addresses) {
        Map<String, Integer> sent = mails.mails();
        sent.keySet().retainAll(addresses);
        return sent;
    }

    private static void awaitMailsTo(Set<String> addresses) throws Exception {
        await("not everybody got their mail", () -> mailsTo(addresses).keySet().equals(addresses));
    }

    /** Both look every minute whom to remind: the steps after this take as long. */
    @Test
    @Order(1)
    void someSignAndForget() throws Exception {
        for (String email : FORGETFUL) {
            assertThat(send(API, "application/json", json(email)).statusCode()).isEqualTo(202);
        }
        awaitMailsTo(FORGETFUL);
        await("the outbox is not empty", () -> count("outbox") == 0);
        update("update attempt set remind_at = now()");
    }

    @Test
    @Order(2)
    void aFormFromOneIsTakenByTheOtherAndSoIsItsConfirmation() throws Exception {
        String email = "between@example.com";
        try (Visitor visitor = new Visitor(one)) {
            List<NameValuePair> fields =
                    visitor.openForm("en").fill("Jane Between", email, "CH").parameters();
            Page thanks = visitor.post(
                    two.at(PAGE).toURL(), fields, Map.of("Origin", proxy.url().toString()));
            assertThat(thanks.getUrl().getPath()).isEqualTo(PAGE + "/check-inbox");

            URI link = mails.mailbox().await(email, 1).link();
            assertThat(link.toString()).startsWith(proxy.url().toString());
            HtmlPage own = confirm(visitor, link);

            assertThat(own.asNormalizedText()).contains("Jane Between");
            HtmlPage elsewhere = visitor.open(one.at(own.getUrl().getPath()));
            assertThat(elsewhere.asNormalizedText()).contains("Jane Between");
            for (PortalProcess node : List.of(one, two)) {
                await("the count", () -> HTTP.send(
                                HttpRequest.newBuilder(node.at("/api/petitions/azimjan-askarov/count"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body()
                        .matches("(?s).*\"count\"\\s*:\\s*1\\b.*"));
            }
        }
    }

    /** The other could write the mail, but not with the link that opens the signer's own copy. */
    @Test
    @Order(3)
    void theMailComesFromTheNodeThatCanReadItsLink() throws Exception {
        int people = 10;
        try (Visitor visitor = new Visitor(one)) {
            for (int i = 0; i < people; i++) {
                List<NameValuePair> fields = visitor.openForm("en")
                        .fill("Jane Between", "person" + i + "@example.com", "CH")
                        .parameters();
                PortalProcess node = i % 2 == 0 ? one : two;
                visitor.post(
                        node.at(PAGE).toURL(),
                        fields,
                        Map.of("Origin", proxy.url().toString()));
            }
            for (int i = 0; i < people; i++) {
                URI link =
                        mails.mailbox().await("person" + i + "@example.com", 1).link();
                assertThat(confirm(visitor, link).asNormalizedText()).contains("Jane Between");
            }
        }
    }

    @Test
    @Order(4)
    void whileBothLiveEachMailGoesOnceAndTheProxyNamesNobody() throws Exception {
        Crowd crowd = new Crowd("both", 8);
        crowd.awaitMore(200);
        crowd.stop();

        assertThat(crowd.others).isEmpty();
        assertThat(crowd.unforeseen).isEmpty();
        assertThat(crowd.broken).isEmpty();
        awaitMailsTo(crowd.acknowledged);
        await("the outbox is not empty", () -> count("outbox") == 0);
        assertThat(mailsTo(crowd.acknowledged).values()).containsOnly(1);
        crowd.assertStored();
        assertThat(proxy.log())
                .contains("127.0.0.1:" + one.port(), "127.0.0.1:" + two.port())
                .doesNotContain("example.com", "signatures", "/en/", "\"::1\"", "\"127.0.0.1\"");
        assertThat(proxy.spooled()).isEmpty();
    }

    @Test
    @Order(5)
    void allStaffAreSentToOneNode() throws Exception {
        int before = proxy.log().length();
        for (int i = 0; i < 6; i++) {
            assertThat(get("/staff/login").statusCode()).isEqualTo(200);
        }
        await("the proxy's log", () -> proxy.log().substring(before).lines().count() >= 6);

        assertThat(proxy.log().substring(before).lines())
                .extracting(line -> line.replaceFirst(".*\"node\":\"([^\"]*)\".*", "$1"))
                .containsOnly(proxy.log().substring(before).replaceFirst("(?s).*?\"node\":\"([^\"]*)\".*", "$1"));
    }

    @Test
    @Order(6)
    void whoForgetsIsRemindedByOneOfThem() throws Exception {
        await("nobody is reminded", () -> mailsTo(FORGETFUL).values().stream().allMatch(number -> number > 1));
        await("the outbox is not empty", () -> count("outbox") == 0);
        assertThat(mailsTo(FORGETFUL).values()).containsOnly(2);
    }

    @Test
    @Order(7)
    void aNodeThatIsKilledTakesNothingAlongThatWasAcknowledged() throws Exception {
        Crowd crowd = new Crowd("kill-one", 8);
        crowd.awaitMore(60);
        List<URI> links = crowd.links(CONFIRMING);
        one.kill();
        Set<String> before = new HashSet<>(crowd.acknowledged);
        crowd.awaitMore(60);
        crowd.stop();

        assertThat(crowd.unforeseen).isEmpty();
        assertThat(crowd.broken)
                .as("one for each of those who were just answered")
                .hasSizeLessThanOrEqualTo(8);
        System.out.printf(
                "A node was killed: %d acknowledged before, %d after, others %s.%n",
                before.size(), crowd.acknowledged.size() - before.size(), crowd.others);
        crowd.assertStored();
        awaitMailsTo(crowd.acknowledged);
        confirm(links);
    }

    @Test
    @Order(8)
    void aNewerVersionStartsAndMigratesWhileTheOlderGoesOn() throws Exception {
        one.use(newer());
        // For as long as a node needs to start, which it does the sooner, the less they take of the processors.
        Crowd crowd = new Crowd("upgrade", 4, Duration.ofMillis(250));
        crowd.awaitMore(20);
        Queue<URI> links = new ArrayDeque<>(crowd.links(CONFIRMING));
        CompletableFuture<Void> started = CompletableFuture.runAsync(TwoNodesIT::startFirst);
        while (!started.isDone() || !links.isEmpty()) {
            confirm(Stream.ofNullable(links.poll()).toList());
            assertThat(get(PAGE).statusCode()).isEqualTo(200);
            Thread.sleep(1000);
        }
        started.join();
        crowd.awaitMore(20);
        crowd.stop();

        assertThat(crowd.others).isEmpty();
        assertThat(crowd.unforeseen).isEmpty();
        assertThat(crowd.broken).isEmpty();
        assertThat(query("select success from flyway_schema_history where version = '9999'"))
                .containsExactly(List.of(true));
        assertThat(count("of_a_later_version")).isZero();
        crowd.assertStored();
        awaitMailsTo(crowd.acknowledged);
    }

    private static void startFirst() {
        try {
            one.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(9)
    void theLeaseOfANodeThatIsKilledPassesOn() throws Exception {
        // Since the first was killed, the second has held it: it was there alone.
        String holder = holder();
        Crowd crowd = new Crowd("kill-two", 8);
        crowd.awaitMore(40);
        List<URI> links = crowd.links(CONFIRMING);
        two.kill();
        long killed = System.nanoTime();
        crowd.awaitMore(40);
        crowd.stop();

        await("the lease is not passed on", () -> !holder().equals(holder));
        System.out.printf(
                "The lease of the count passed on %d ms after its holder was killed.%n",
                (System.nanoTime() - killed) / 1_000_000);
        assertThat(crowd.unforeseen).isEmpty();
        assertThat(crowd.broken)
                .as("one for each of those who were just answered")
                .hasSizeLessThanOrEqualTo(8);
        crowd.assertStored();
        awaitMailsTo(crowd.acknowledged);
        confirm(links);
    }

    private static String holder() throws Exception {
        return (String) query("select holder from job_lease where name = 'count'")
                .get(0)
                .get(0);
    }

    @Test
    @Order(10)
    void theOlderVersionStartsOnTheNewerModelAndAnOrderlyStopIsNotNoticed() throws Exception {
        two.start();
        proxy.use(Map.of(one.port(), "", two.port(), ""));
        Crowd crowd = new Crowd("orderly", 4);
        crowd.awaitMore(20);
        proxy.use(Map.of(one.port(), "down", two.port(), ""));
        crowd.awaitMore(20);
        await("both say that they live", () -> living() == 2);
        one.stop();
        assertThat(living()).as("who leaves in order says so").isEqualTo(1);
        crowd.awaitMore(20);
        crowd.stop();

        assertThat(crowd.others).isEmpty();
        assertThat(crowd.unforeseen).isEmpty();
        assertThat(crowd.broken).isEmpty();
        crowd.assertStored();
        awaitMailsTo(crowd.acknowledged);
        assertThat(mailsTo(FORGETFUL).values())
                .as("nor has any node reminded anybody since")
                .containsOnly(2);
        assertThat(two.log()).doesNotContain("SEVERE");
    }

    private static long living() throws Exception {
        return (Long) query("select count(*) from job_lease where name like 'node %' and until > now()")
                .get(0)
                .get(0);
    }

    /** The portal with a migration more, which only adds. */
    private static Path newer() throws IOException {
        Path war = Files.copy(Path.of(System.getProperty("portal.war")), folder.resolve("newer.war"));
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            Files.writeString(
                    zip.getPath("WEB-INF/classes/db/migration/V9999__of_a_later_version.sql"),
                    """
                    create table of_a_later_version (
                        petition_id bigint not null primary key references petition
                    );
                    alter table attempt add column later_note varchar(10);
                    """);
        }
        return war;
    }
}
