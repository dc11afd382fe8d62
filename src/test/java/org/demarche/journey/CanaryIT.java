package org.demarche.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.testing.Canaries;
import org.demarche.testing.Canaries.Finding;
import org.demarche.testing.Person;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** Whoever takes the disk, the log or the database finds no name, no address, and no link or code of any signer. */
class CanaryIT {
    private static final String PAGE = "/en/azimjan-askarov";
    private static final String API = "/api/petitions/azimjan-askarov/signatures";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String VIEW_STATE = "jakarta.faces.ViewState";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Person> people = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> mailed = new LinkedHashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    private PortalProcess portal;

    @Test
    void leavesNothingInClearWithTheEmbeddedDatabase() throws Exception {
        leavesNothingInClear(Map.of());

        String url = "jdbc:h2:file:" + portal.data().resolve("database");
        try (Connection database = DriverManager.getConnection(url, "demarche", "embedded")) {
            assertThat(everything().in("the export", export(database))).isEmpty();
            assertHoldsNothing(database);
        }
    }

    @Test
    void leavesNothingInClearWithPostgres() throws Exception {
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        Map<String, String> settings = Postgres.found().orElseThrow().newPortal();
        leavesNothingInClear(settings);

        try (Connection database = DriverManager.getConnection(
                settings.get("demarche.db.url"),
                settings.get("demarche.db.user"),
                settings.get("demarche.db.password"))) {
            assertHoldsNothing(database);
        }
    }

    private void leavesNothingInClear(Map<String, String> settings) throws Exception {
        try (PortalProcess started = PortalProcess.start("canary", settings)) {
            portal = started;
            sign();
            fail();
            noteMails();
            assertThat(secrets).hasSizeGreaterThan(8);
            assertPublicPagesTellNothing();
            assertThat(everything().under(folder(), CanaryIT::isNoMail)).isEmpty();
        }
        assertThat(everything().under(folder(), CanaryIT::isNoMail)).isEmpty();
        assertOnlyMailboxesHoldAddresses();
        assertThat(planted()).isNotEmpty();
    }

    /** Everything that people do. */
    private void sign() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            sign(visitor, cyrillic(), "COUNTED");

            Person confirmed = cyrillic();
            sign(visitor, confirmed, "FULL");
            HtmlPage own = confirm(visitor, confirmed);
            HtmlForm visibility = own.getHtmlElementById("visibility");
            visibility.getRadioButtonsByName("visibility").stream()
                    .filter(radio -> radio.getValueAttribute().equals("INITIALS"))
                    .forEach(radio -> radio.setChecked(true));
            visibility.getInputByName("handover").setChecked(true);
            press(visibility);
            enter(visitor, "/en/lost-link", "lost", Map.of("email", confirmed.email()));
            portal.mailbox().await(confirmed.email(), 2);

            Person withdrawn = latin();
            sign(visitor, withdrawn, "INITIALS");
            press(confirm(visitor, withdrawn).getHtmlElementById("withdraw"));

            Person remote = latin();
            assertThat(post(API, "application/json", json(remote))).isEqualTo(202);
            portal.mailbox().await(remote.email(), 1);
        }
    }

    /** Everything that goes wrong. */
    private void fail() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            Person advertiser = latin();
            HtmlPage refused = visitor.openForm("en")
                    .fill("https://" + advertiser.domain() + ".example/" + advertiser.local(), advertiser.email(), "CH")
                    .send();
            assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);

            Map<String, String> forged = fields(visitor, cyrillic());
            forged.put(VIEW_STATE, "1:1");
            assertThat(post(PAGE, FORM, encoded(forged))).isEqualTo(400);
            assertThat(get(PAGE + "?" + encoded(fields(visitor, latin()))).statusCode())
                    .isEqualTo(400);

            Person verbose = latin();
            Map<String, String> endless = fields(visitor, verbose);
            endless.put("name", verbose.name().repeat(20_000 / verbose.name().length()));
            assertThat(post(PAGE, FORM, encoded(endless))).isEqualTo(413);

            Person typist = latin();
            HtmlPage unknown =
                    enter(visitor, "/en/confirm", "code", Map.of("email", typist.email(), "code", wrongCode()));
            assertThat(unknown.getWebResponse().getStatusCode()).isEqualTo(422);
            enter(visitor, "/en/lost-link", "lost", Map.of("email", latin().email()));

            String broken = json(cyrillic()).replace("true}", "tru");
            assertThat(post(API, "application/json", broken)).isEqualTo(400);
            assertThat(post(API, "application/json", json(latin()).replace("\"CH\"", "\"XX\"")))
                    .isEqualTo(422);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(RANDOM.generateSeed(32));
            secrets.add(token);
            assertThat(get("/en/confirm/" + token).statusCode()).isEqualTo(404);
        }
    }

    private void sign(Visitor visitor, Person person, String visibility) throws Exception {
        HtmlPage thanks = visitor.openForm("en")
                .fill(person.name(), person.email(), "KG")
                .show(visibility)
                .tick("handover")
                .send();
        assertThat(thanks.getUrl()).hasPath(PAGE + "/check-inbox");
        portal.mailbox().await(person.email(), 1);
    }

    private HtmlPage confirm(Visitor visitor, Person person) throws Exception {
        Mail mail = portal.mailbox().await(person.email(), 1);
        HtmlPage own = press(visitor.open(mail.link()).getHtmlElementById("confirm"));
        assertThat(own.asNormalizedText()).contains(person.name());
        secrets.add(token(own.getUrl().toURI()));
        return own;
    }

    /** What the mails that were sent give their readers to follow or to type. */
    private void noteMails() throws IOException {
        for (Mail mail : portal.mailbox().all()) {
            mail.links().stream().map(CanaryIT::token).forEach(secrets::add);
            mail.text()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9A-Z]{8}"))
                    .forEach(secrets::add);
            people.stream()
                    .filter(person -> person.email().equalsIgnoreCase(mail.recipient()))
                    .forEach(person -> mailed.addAll(List.of(person.local(), person.domain())));
        }
        assertThat(mailed).hasSize(8);
    }

    private void assertPublicPagesTellNothing() throws Exception {
        for (String path : List.of(
                PAGE,
                PAGE.replace("en", "ru"),
                PAGE + "/check-inbox",
                PAGE + "/editions",
                PAGE + "/transparency",
                "/en",
                "/en/confirm",
                "/en/lost-link",
                "/en/verify",
                "/en/privacy",
                "/api/petitions/azimjan-askarov",
                "/api/petitions/azimjan-askarov/statistics")) {
            HttpResponse<byte[]> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(everything().in(path, page.body())).isEmpty();
        }
    }

    /** The trial's mailbox stands for the recipients' own: that all is found there shows that the search can fail. */
    private void assertOnlyMailboxesHoldAddresses() throws IOException {
        Set<Finding> inMails = new Canaries(addresses).under(folder(), file -> !isNoMail(file));
        assertThat(inMails.stream().map(Finding::canary).distinct()).containsExactlyInAnyOrderElementsOf(mailed);

        String read = portal.mailbox().all().stream()
                .map(mail -> String.join("\n", mail.subject(), mail.text(), mail.html()))
                .collect(Collectors.joining("\n"));
        assertThat(new Canaries(secrets).in("mails", read)).isNotEmpty();
        assertThat(new Canaries(names).in("mails", read)).isEmpty();
        assertThat(new Canaries(names).under(folder(), file -> true)).isEmpty();
    }

    private Set<Finding> planted() throws IOException {
        Path file = folder().resolve("tmp").resolve("planted");
        Files.write(file, Base64.getEncoder().encode(("{\"name\":\"" + names + "\"}").getBytes(UTF_8)));
        Set<Finding> findings = everything().under(folder(), CanaryIT::isNoMail);
        Files.delete(file);
        return findings;
    }

    private void assertHoldsNothing(Connection database) throws Exception {
        assertThat(everything().in(database)).isEmpty();

        try (Statement statement = database.createStatement()) {
            String name = names.iterator().next();
            statement.execute("create table planted (text varchar(100))");
            statement.execute("insert into planted values ('" + name + "')");
            assertThat(everything().in(database)).extracting(Finding::canary).containsOnly(name);
        }
    }

    private static String export(Connection database) throws Exception {
        StringBuilder script = new StringBuilder();
        try (Statement statement = database.createStatement();
                ResultSet lines = statement.executeQuery("script")) {
            while (lines.next()) {
                script.append(lines.getString(1)).append('\n');
            }
        }
        assertThat(script).containsIgnoringCase("insert into \"PUBLIC\".\"SIGNATURE\"");
        return script.toString();
    }

    private Canaries everything() {
        List<String> texts =
                Stream.of(names, addresses, secrets).flatMap(Set::stream).toList();
        Canaries canaries = new Canaries(texts);
        secrets.stream()
                .filter(secret -> secret.length() == 43)
                .map(Base64.getUrlDecoder()::decode)
                .forEach(canaries::add);
        return canaries;
    }

    private Path folder() {
        return portal.data().getParent();
    }

    private static boolean isNoMail(Path file) {
        return !file.getParent().endsWith(Path.of("data", "mail"))
                || !file.toString().endsWith(".eml");
    }

    private Person latin() {
        return noted(Person.latin());
    }

    private Person cyrillic() {
        return noted(Person.cyrillic());
    }

    private Person noted(Person person) {
        people.add(person);
        names.addAll(List.of(person.given(), person.family()));
        addresses.addAll(List.of(person.local(), person.domain()));
        return person;
    }

    /** A typed code that confirms nothing. */
    private String wrongCode() {
        String code = RANDOM.ints(8, 'P', 'Z').mapToObj(Character::toString).collect(Collectors.joining());
        secrets.add(code);
        return code;
    }

    private static String token(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }

    private static String json(Person person) {
        return """
                {"name": "%s", "email": "%s", "country": "CH", "demands": [1], "visibility": "COUNTED", "consent": true}"""
                .formatted(person.name(), person.email());
    }

    private static Map<String, String> fields(Visitor visitor, Person person) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        visitor.openForm("en")
                .fill(person.name(), person.email(), "CH")
                .parameters()
                .forEach(pair -> fields.put(pair.getName(), pair.getValue()));
        return fields;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HtmlPage enter(Visitor visitor, String path, String id, Map<String, String> values)
            throws IOException {
        HtmlForm form = visitor.open(path).getHtmlElementById(id);
        values.forEach((field, value) -> form.getInputByName(field).setValue(value));
        return press(form);
    }

    private static HtmlPage press(HtmlForm form) throws IOException {
        DomElement button = form.querySelector("button[type=submit], input[type=submit]");
        return button.click();
    }

    private int post(String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(portal.at(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(portal.at(path)).build(), BodyHandlers.ofByteArray());
    }
}
