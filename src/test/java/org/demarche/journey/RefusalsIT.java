package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the portal refuses, and that its refusals tell nothing about it. */
@OnThePortal
class RefusalsIT {
    private static final String PAGE = "/en/azimjan-askarov";
    private static final String API = "/api/petitions/azimjan-askarov/signatures";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PortalProcess portal;

    RefusalsIT(PortalProcess portal) {
        this.portal = portal;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/en/no-such-petition",
                "/xx/azimjan-askarov",
                "/en/azimjan-askarov/nothing",
                "/WEB-INF/web.xml",
                "/META-INF/persistence.xml",
                "/en/confirm/short",
                "/no/such/page.xhtml"
            })
    void knowsNoSuchPage(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertTellsNothing(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "BREW"})
    void knowsNoSuchMethod(String method) throws Exception {
        HttpResponse<String> answer = send(request(PAGE).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isIn(405, 501);
        assertTellsNothing(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rO0ABXVyABNbTGphdmEubGFuZy5PYmplY3Q7", "", "1:1", "stateless2"})
    void refusesAForgedViewState(String state) throws Exception {
        Map<String, String> fields = fields();
        fields.put("jakarta.faces.ViewState", state);

        HttpResponse<String> answer = post(FORM, encode(fields));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertTellsNothing(answer);
    }

    @Test
    void refusesAFormWithoutItsViewState() throws Exception {
        Map<String, String> fields = fields();
        fields.remove("jakarta.faces.ViewState");

        assertThat(post(FORM, encode(fields)).statusCode()).isEqualTo(400);
    }

    @Test
    void neverActsOnAGet() throws Exception {
        HttpResponse<String> answer = get(PAGE + "?" + encode(fields()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertTellsNothing(answer);
    }

    @Test
    void refusesAFormThatIsTooLong() throws Exception {
        Map<String, String> fields = fields();
        fields.put("name", "x".repeat(17_000));

        HttpResponse<String> answer = post(FORM, encode(fields));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertTellsNothing(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data; boundary=x"})
    void refusesOtherKindsOfBodies(String type) throws Exception {
        HttpResponse<String> answer = post(type, encode(fields()));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertTellsNothing(answer);
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://example.com", "Sec-Fetch-Site, cross-site", "Origin, null"})
    void refusesFormsThatOtherSitesSend(String header, String value) throws Exception {
        HttpResponse<String> answer = send(request(PAGE)
                .header("Content-Type", FORM)
                .header(header, value)
                .POST(BodyPublishers.ofString(encode(fields()))));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertTellsNothing(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//en/azimjan-askarov",
                "/en/../en/azimjan-askarov",
                "/en/azimjan-askarov/",
                "/en/%61zimjan-askarov"
            })
    void hasOneAddressForEachPage(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1")).matches("HTTP/1.1 (30[18]|40[04]) .*");
    }

    @Test
    void tellsABrokenEncodingFromAnError() throws Exception {
        HttpResponse<String> answer = post(FORM, encode(fields()) + "&name=%zz&email=%ff%fe");

        assertThat(answer.statusCode()).isIn(400, 422);
        assertTellsNothing(answer);
    }

    /** All of such a form but the name is as it has to be: nobody signs with a name that was mended. */
    @Test
    void takesNoFormWhoseOnlyFaultIsABrokenName() throws Exception {
        Map<String, String> fields = fields();
        fields.put("email", "broken-name@example.org");
        fields.put("name", "NAME");
        String valid = encode(fields);

        for (String name :
                List.of("%ff%fe", "%ed%a0%80", "%c0%ae", "Ada%f0%9f", "\u00ff\u00fe", "\u00ed\u00a0\u0080", "Ada%00")) {
            HttpResponse<String> answer = postBytes(PAGE, FORM, valid.replace("NAME", name));

            assertThat(answer.statusCode()).as(name).isEqualTo(400);
            assertTellsNothing(answer);
        }
        fields.put("email", "whole-name@example.org");
        assertThat(postBytes(PAGE, FORM, encode(fields)).statusCode()).isEqualTo(303);
        assertThatMailGoesOnlyTo("whole-name@example.org", "broken-name@example.org");
    }

    /** The same for programs; in JSON half of a character can be written in letters, too. */
    @Test
    void takesNoProgramsFormWhoseOnlyFaultIsABrokenName() throws Exception {
        String valid =
                """
                {"name": "NAME", "email": "broken-member@example.org", "country": "CH", "demands": [1],
                "visibility": "COUNTED", "consent": true, "language": "en"}""";

        for (String name : List.of(
                "\u00ff\u00fe", "\u00ed\u00a0\u0080", "Ada\u00f0\u009f", "\\ud800", "\\udc00\\ud800", "\\u0000")) {
            HttpResponse<String> answer = postBytes(API, "application/json", valid.replace("NAME", name));

            assertThat(answer.statusCode()).as(name).isBetween(400, 422);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertThat(postBytes(API, "application/json", valid.replace("broken-", "whole-"))
                        .statusCode())
                .isEqualTo(202);
        assertThatMailGoesOnlyTo("whole-member@example.org", "broken-member@example.org");
    }

    /** A mail to somebody before them would be there by now. */
    private void assertThatMailGoesOnlyTo(String last, String refused) throws Exception {
        portal.mailbox().await(last, 1);
        assertThat(portal.mailbox().to(refused)).isEmpty();
    }

    @Test
    void guardsEveryPageWithHeaders() throws Exception {
        for (String path : new String[] {PAGE, "/en/no-such-petition", "/en/confirm", "/resources/css/demarche.css"}) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .get()
                    .asString()
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).isPresent();
            assertThat(answer.headers().firstValue("Set-Cookie")).as(path).isEmpty();
            assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
            assertThat(answer.headers().firstValue("X-Powered-By")).as(path).isEmpty();
        }
    }

    @Test
    void loadsNothingFromElsewhere() throws Exception {
        String page = get(PAGE).body();

        assertThat(page).doesNotContain("<script").doesNotContainPattern("(?i)(src|srcset|data)=[\"']?(https?:)?//");
        // What a browser follows for itself; canonical and alternate addresses only say where the page is.
        assertThat(page)
                .containsPattern("<link rel=\"stylesheet\" href=\"/")
                .doesNotContainPattern("(?i)<link(?! rel=\"(canonical|alternate)\")[^>]+href=[\"']?(https?:)?//");
    }

    @Test
    void revalidatesAPageWithItsTag() throws Exception {
        HttpResponse<String> first = get(PAGE);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second =
                send(request(PAGE).header("If-None-Match", tag).GET());

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void keepsTheTrialInboxOnThisMachine() throws Exception {
        assertThat(get("/trial/inbox").statusCode()).isEqualTo(200);
        assertThat(raw("GET /trial/inbox HTTP/1.1", "Host: petitions.example.org"))
                .contains(" 404 ");
        assertThat(send(request("/trial/inbox")
                                .header("X-Forwarded-For", "192.0.2.1")
                                .GET())
                        .statusCode())
                .isEqualTo(404);
    }

    /** What an honest browser would send. */
    private Map<String, String> fields() throws IOException {
        try (Visitor visitor = new Visitor(portal)) {
            Map<String, String> fields = new LinkedHashMap<>();
            visitor.openForm("en")
                    .fill("Ada", "refused@example.org", "CH")
                    .parameters()
                    .forEach(pair -> fields.put(pair.getName(), pair.getValue()));
            assertThat(fields).containsEntry("jakarta.faces.ViewState", "stateless");
            return fields;
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String type, String body) throws Exception {
        BodyPublisher publisher = BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        return send(request(PAGE).header("Content-Type", type).POST(publisher));
    }

    /** @param body a byte for each letter */
    private HttpResponse<String> postBytes(String path, String type, String body) throws Exception {
        BodyPublisher publisher = BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1));
        return send(request(path).header("Content-Type", type).POST(publisher));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(portal.url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** The status line that answers a request which no polite client would make. */
    private String raw(String requestLine, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port())) {
            String host = headers.length == 0 ? "Host: localhost\r\n" : "";
            String request = requestLine + "\r\n" + host + String.join("\r\n", headers)
                    + (headers.length == 0 ? "" : "\r\n") + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void assertTellsNothing(HttpResponse<String> answer) {
        assertThat(answer.body())
                .contains("<h1")
                .doesNotContainIgnoringCase("payara")
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("org.demarche", "jakarta.", "java.lang", "com.sun", "\tat ");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
}
