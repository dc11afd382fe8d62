package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.testing.PortalProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Getting in, and what stays shut, over HTTP. */
class StaffIT {
    private static final String PASSWORD = "violet tram 52";
    private static final String EDITIONS = "/staff/petitions/azimjan-askarov/editions";
    private static final String[] STATELESS = {"jakarta.faces.ViewState", "stateless"};
    private static PortalProcess portal;
    private static int made;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String session = "";

    @BeforeAll
    static void start() throws Exception {
        portal = PortalProcess.start("staff", Map.of());
        Matcher link =
                Pattern.compile("Staff: +\\S+(/staff/setup/[A-Za-z0-9_-]{43})").matcher(awaitedLog());
        assertThat(link.find()).isTrue();
        made = setUpManyTimesAtOnce(link.group(1));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static String awaitedLog() throws InterruptedException {
        for (int i = 0; i < 100 && !portal.log().contains("Data folder:"); i++) {
            Thread.sleep(100);
        }
        return portal.log();
    }

    /** {@return how many of eight forms, sent at once, made an account} */
    private static int setUpManyTimesAtOnce(String link) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(client.sendAsync(
                    post(link, fields("setup", "name", "Maria", "email", "maria@example.org", "password", PASSWORD))
                            .build(),
                    BodyHandlers.ofString()));
        }
        int count = 0;
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isLessThan(500);
            count += answer.get().statusCode() == 303 ? 1 : 0;
        }
        return count;
    }

    private static String fields(String form, String... more) {
        Stream<String> all = Stream.concat(Stream.of("form", form, STATELESS[0], STATELESS[1]), Stream.of(more));
        List<String> list =
                all.map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8)).collect(Collectors.toList());
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < list.size(); i += 2) {
            body.append(i == 0 ? "" : "&").append(list.get(i)).append('=').append(list.get(i + 1));
        }
        return body.toString();
    }

    private static HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(portal.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(portal.at(path)));
    }

    private HttpResponse<String> logIn() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(post("/staff/login", fields("login", "email", "Maria@Example.org", "password", PASSWORD)));
        session = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("demarche-session"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
        return answer;
    }

    @Test
    void ofManyWhoFollowTheLinkAtOnceOneGetsTheAccount() throws Exception {
        assertThat(made).isEqualTo(1);
        assertThat(logIn().statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionBeginsAtLogInAndItsCookieIsForThisSiteAlone() throws Exception {
        assertThat(get("/staff/login").headers().allValues("Set-Cookie")).isEmpty();

        List<String> set = logIn().headers().allValues("Set-Cookie");

        assertThat(set)
                .anyMatch(cookie -> cookie.startsWith("demarche-session="))
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsIgnoringCase("SameSite=Strict")
                        .contains("HttpOnly", "Path=/"));
    }

    @Test
    void eachLogInHasANewSession() throws Exception {
        logIn();
        String first = session;
        logIn();

        assertThat(session).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    void loggingOutEndsTheSessionEvenForACopiedCookie() throws Exception {
        logIn();
        assertThat(get("/staff").statusCode()).isEqualTo(200);

        assertThat(send(post("/staff/logout", "")).statusCode()).isEqualTo(303);

        HttpResponse<String> copied = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(portal.at("/staff"))
                                .header("Cookie", "demarche-session=" + session)
                                .build(),
                        BodyHandlers.ofString());
        assertThat(copied.statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/staff", "/staff/petitions/azimjan-askarov", EDITIONS, EDITIONS + "/1"})
    void strangersAreSentToTheLogIn(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/staff/login");
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {EDITIONS + "/1/progress", EDITIONS + "/1/azimjan-askarov-edition-1.asice"})
    void programsOfStrangersAreRefused(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void staffPagesAreKeptByNobodyAndRunNoForeignScript() throws Exception {
        logIn();
        HttpResponse<String> answer = get("/staff");

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
    }

    @Test
    void theDashboardDrawsItsNumbersAndSaysThemAsTables() throws Exception {
        logIn();
        String page = get("/staff/petitions/azimjan-askarov/dashboard").body();

        Matcher drawn = Pattern.compile("<rect class=\"bar( last)?\"[^>]*><title>[^<]+: [0-9]+ signatures?</title>")
                .matcher(page);
        assertThat(drawn.results()).as("48 hours and 90 days, each twice").hasSize(2 * (48 + 90));
        assertThat(page)
                .contains("Signatures by the hour", "Signatures by the day", "The same as a table")
                .doesNotContain("style=", "<script", "???");
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                arguments("a state that never was", "jakarta.faces.ViewState=1:2&compile=compile", "", 303),
                arguments("a state of client pages", "jakarta.faces.ViewState=rO0ABX&compile=compile", "", 400),
                arguments("no state", "compile=compile", "", 400),
                arguments("another site", "jakarta.faces.ViewState=1:2", "Sec-Fetch-Site: cross-site", 403),
                arguments("another origin", "jakarta.faces.ViewState=1:2", "Origin: https://evil.example", 403),
                arguments("another type", "x", "Content-Type: text/plain", 415));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forgeries(String name, String body, String header, int status) throws Exception {
        logIn();
        HttpRequest.Builder request = post("/staff", body);
        if (!header.isEmpty()) {
            int colon = header.indexOf(": ");
            request.setHeader(header.substring(0, colon), header.substring(colon + 2));
        }

        assertThat(send(request).statusCode()).isEqualTo(status);
        assertThat(get(EDITIONS).body()).contains("Nothing has been compiled yet");
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownAddress() throws Exception {
        HttpResponse<String> wrong =
                send(post("/staff/login", fields("login", "email", "maria@example.org", "password", "x")));
        HttpResponse<String> unknown =
                send(post("/staff/login", fields("login", "email", "eve@example.org", "password", "x")));

        assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(unknown.statusCode());
        assertThat(wrong.body().replace("maria@", "eve@")).isEqualTo(unknown.body());
    }

    @Test
    void whatIsNoTextDoesNoHarm() throws Exception {
        String body = fields("login", "email", "\0", "password", "\0");

        assertThat(send(post("/staff/login", body)).statusCode()).isEqualTo(422);
    }
}
