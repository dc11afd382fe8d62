package org.demarche.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.parser.OpenAPIV3Parser;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources for programs, as any program meets them. */
@OnThePortal
class ApiIT {
    private static final String PETITION = "/api/petitions/azimjan-askarov";

    private final HttpClient http = HttpClient.newHttpClient();
    private final PortalProcess portal;

    ApiIT(PortalProcess portal) {
        this.portal = portal;
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(portal.at(path)).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return json(answer);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = json(answer);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isNotEmpty();
        assertThat(problem.getString("title")).isNotEmpty();
        assertThat(problem.getString("detail")).isNotEmpty().doesNotContain("Exception", "org.", "java");
    }

    @Test
    void listsThePetitions() throws Exception {
        JsonObject petition = get("/api/petitions").getJsonArray("petitions").getJsonObject(0);

        assertThat(petition.getString("slug")).isEqualTo("azimjan-askarov");
        assertThat(petition.getString("state")).isEqualTo("OPEN");
        assertThat(petition.getJsonObject("title").keySet()).contains("en", "fr", "ru");
        assertThat(send("GET", petition.getString("url").replace(portal.url().toString(), ""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(
                                "GET",
                                petition.getJsonObject("pages")
                                        .getString("fr")
                                        .replace(portal.url().toString(), ""))
                        .body())
                .contains("lang=\"fr\"");
    }

    @Test
    void showsTheTextThatSignaturesAreBoundTo() throws Exception {
        JsonObject petition = get(PETITION);
        JsonObject letter = petition.getJsonObject("letters").getJsonObject("en");

        assertThat(letter.getString("sha256")).matches("[0-9a-f]{64}");
        assertThat(letter.getJsonArray("demands")).hasSameSizeAs(petition.getJsonArray("demands"));
        assertThat(petition.getJsonObject("addressee").getString("country")).hasSize(2);
    }

    @Test
    void tellsNumbersThatSingleNobodyOut() throws Exception {
        JsonObject statistics = get(PETITION + "/statistics");

        assertThat(get(PETITION + "/count").getInt("count")).isNotNegative();
        assertThat(statistics.getInt("signatures") % 10).isZero();
        assertThat(statistics.getJsonArray("demands")).isNotEmpty();
        assertThat(statistics.getJsonObject("countries").values())
                .allSatisfy(
                        count -> assertThat(Integer.parseInt(count.toString())).isGreaterThanOrEqualTo(10));
        assertThat(get(PETITION + "/editions").getJsonArray("editions")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/count", "/statistics", "/editions"})
    void sendsNothingTwice(String resource) throws Exception {
        HttpResponse<String> first = send("GET", PETITION + resource);
        String etag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send("GET", PETITION + resource, "If-None-Match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=5");
    }

    @Test
    void compressesAndAnswersHead() throws Exception {
        HttpResponse<String> gzip = send("GET", PETITION, "Accept-Encoding", "gzip");
        HttpResponse<String> head = send("HEAD", PETITION);

        assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isGreaterThan(gzip.headers().firstValueAsLong("Content-Length").orElseThrow());
    }

    @Test
    void letsPagesOfOtherSitesReadButNotSign() throws Exception {
        HttpResponse<String> read = send("OPTIONS", PETITION);
        HttpResponse<String> sign = send("OPTIONS", PETITION + "/signatures");

        assertThat(read.statusCode()).isEqualTo(204);
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(read.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD");
        assertThat(sign.statusCode()).isEqualTo(204);
        assertThat(sign.headers().firstValue("Allow")).contains("POST, OPTIONS");
        assertThat(sign.headers().map()).doesNotContainKey("access-control-allow-methods");
        assertThat(sign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api, 404",
        "GET, /api/petitions/nobody, 404",
        "GET, /api/petitions/azimjan-askarov/names, 404",
        "GET, /api/petitions/azimjan-askarov/signatures, 405",
        "DELETE, /api/petitions/azimjan-askarov, 405",
        "PUT, /openapi, 405"
    })
    void saysAsAProblemWhatItDoesNotHave(String method, String path, int status) throws Exception {
        isProblem(send(method, path), status);
    }

    @Test
    void saysWhatItCannotAnswer() throws Exception {
        HttpResponse<String> page = send("GET", PETITION, "Accept", "text/html");
        HttpResponse<String> method = send("PATCH", PETITION);

        isProblem(page, 406);
        assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    private HttpResponse<String> post(String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(portal.at(PETITION + "/signatures"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String form(String email) {
        return """
                {"name": "Ada Byron", "email": "%s", "country": "CH", "demands": [1, 3], "visibility": "COUNTED",
                 "consent": true}"""
                .formatted(email);
    }

    @Test
    void takesAFormAndSendsAMailToConfirmIt() throws Exception {
        HttpResponse<String> answer = post(form("api@example.org"), "Accept-Language", "fr");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).getString("next")).isEqualTo("CONFIRM_BY_MAIL");
        assertThat(json(answer).getString("language")).isEqualTo("fr");
        assertThat(answer.headers().firstValue("Content-Language")).contains("fr");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(portal.mailbox().await("api@example.org", 1).link().getPath())
                .startsWith("/fr/confirm/");
    }

    @Test
    void saysTheSameOfAnAddressThatIsKnown() throws Exception {
        HttpResponse<String> first = post(form("again@example.org"));
        HttpResponse<String> second = post(form("again@example.org"));

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void namesEachFieldThatIsWrongInTheLanguageOfTheSigner() throws Exception {
        HttpResponse<String> answer =
                post("{\"name\": \"\", \"email\": \"nonsense\", \"language\": \"ru\", \"demands\": [9]}");

        isProblem(answer, 422);
        JsonArray errors = json(answer).getJsonArray("errors");
        assertThat(errors.getValuesAs(error -> error.asJsonObject().getString("field")))
                .containsExactly("name", "email", "country", "demands", "visibility", "consent");
        assertThat(errors.getJsonObject(1).getString("code")).isEqualTo("petition.form.email.invalid");
        assertThat(errors.getJsonObject(1).getString("pointer")).isEqualTo("#/email");
        assertThat(errors.getJsonObject(1).getString("detail")).containsPattern("[а-я]");
        assertThat(answer.headers().firstValue("Content-Language")).contains("ru");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\": \"a\", \"name\": \"b\"}', 400",
        "'{\"admin\": true}', 400",
        "'{\"demands\": \"1\"}', 400",
        "'[[[[[[[[]]]]]]]]', 400",
        "'not JSON', 400",
        "'', 400",
        "'{\"language\": \"tlh\"}', 422"
    })
    void saysWhatIsWrongWithABody(String body, int status) throws Exception {
        HttpResponse<String> answer = post(body);

        isProblem(answer, status);
        assertThat(json(answer).getJsonArray("errors").getJsonObject(0).getString("code"))
                .startsWith("body.");
    }

    @Test
    void refusesBeforeItReads() throws Exception {
        isProblem(post("{}", "Content-Type", "text/plain"), 415);
        isProblem(post("{}", "Origin", "https://elsewhere.example"), 403);
        isProblem(post("{}", "Accept", "text/html"), 406);
        isProblem(post("{\"name\": \"" + "x".repeat(17_000) + "\"}"), 413);
        isProblem(
                http.send(
                        HttpRequest.newBuilder(portal.at(PETITION + "/signatures"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[] {'{', '}'})))
                                .build(),
                        BodyHandlers.ofString()),
                411);
        isProblem(
                http.send(
                        HttpRequest.newBuilder(portal.at("/api/petitions/nobody/signatures"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString()),
                404);
    }

    static Stream<Arguments> describedForms() throws IOException {
        Map<String, Example> examples = new OpenAPIV3Parser()
                .readContents(ApiIT.description())
                .getOpenAPI()
                .getPaths()
                .get("/api/petitions/{slug}/signatures")
                .getPost()
                .getRequestBody()
                .getContent()
                .get("application/json")
                .getExamples();
        return examples.entrySet().stream()
                .map(example -> arguments(
                        example.getKey(), example.getValue().getValue().toString()));
    }

    private static String description() throws IOException {
        try (InputStream file = ApiIT.class.getResourceAsStream("/openapi.yaml")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("describedForms")
    void takesTheFormsThatItsDescriptionShows(String name, String form) throws Exception {
        HttpResponse<String> answer = post(form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void describesItself() throws Exception {
        HttpResponse<String> answer = send("GET", "/openapi");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.body()).isEqualTo(description());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics", "/openapi/", "/application.wadl"})
    void showsItsInsideToNobody(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }
}
