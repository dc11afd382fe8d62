package org.demarche.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.demarche.web.http.ApiRoute.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiGuardTest {
    private static final String PETITION = "/api/petitions/azimjan-askarov";

    private final ApiGuard guard = new ApiGuard(new Guard(URI.create("https://petitions.example"), false));
    private final Map<String, String> headers =
            new HashMap<>(Map.of("Content-Type", "application/json", "Host", "petitions.example"));

    @ParameterizedTest
    @CsvSource({
        "/openapi, DESCRIPTION",
        "/api/petitions, LIST",
        "/api/petitions/azimjan-askarov, PETITION",
        "/api/petitions/azimjan-askarov/count, COUNT",
        "/api/petitions/azimjan-askarov/statistics, STATISTICS",
        "/api/petitions/azimjan-askarov/editions, EDITIONS",
        "/api/petitions/azimjan-askarov/signatures, SIGNATURES"
    })
    void knowsEveryResource(String path, Endpoint endpoint) {
        assertThat(find(path)).map(ApiRoute::endpoint).contains(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/petitions/",
                "/api/petitions/nobody",
                "/api/petitions/nobody/count",
                "/api/petitions/azimjan-askarov/",
                "/api/petitions/azimjan-askarov/count/",
                "/api/petitions/azimjan-askarov/count/1",
                "/api/petitions/azimjan%2Daskarov",
                "/api/petitions/azimjan-askarov;v=1",
                "/api/petitions/azimjan-askarov/names",
                "/openapi/"
            })
    void knowsNoOther(String path) {
        assertThat(find(path)).isEmpty();
    }

    private static Optional<ApiRoute> find(String path) {
        return ApiRoute.find(path, "azimjan-askarov"::equals);
    }

    @Test
    void letsResourcesBeReadFromAnywhere() {
        headers.put("Origin", "https://elsewhere.example");
        headers.put("Sec-Fetch-Site", "cross-site");

        assertThat(judge("GET", -1, Endpoint.COUNT)).isEmpty();
        assertThat(judge("HEAD", -1, Endpoint.DESCRIPTION)).isEmpty();
    }

    @Test
    void takesAFormFromServersAndFromThePortalsOwnPages() {
        assertThat(post(100)).isEmpty();
        headers.put("Origin", "https://petitions.example");
        headers.put("Sec-Fetch-Site", "same-origin");
        assertThat(post(100)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Origin, https://elsewhere.example", "Origin, 'null'", "Sec-Fetch-Site, cross-site"})
    void takesNoFormFromPagesOfOtherSites(String name, String value) {
        headers.put(name, value);

        assertThat(post(100)).contains(Guard.Refusal.of(403));
    }

    @Test
    void refusesBodiesOfUnknownOrExcessiveLength() {
        assertThat(post(-1)).contains(Guard.Refusal.of(411));
        assertThat(post(ApiGuard.LONGEST_BODY)).isEmpty();
        assertThat(post(ApiGuard.LONGEST_BODY + 1)).contains(Guard.Refusal.of(413));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=iso-8859-1",
                "application/jsonp",
                ""
            })
    void takesJsonAlone(String type) {
        headers.put("Content-Type", type);

        assertThat(post(100)).contains(Guard.Refusal.of(415));
    }

    @Test
    void takesNoCompressedBody() {
        headers.put("Content-Encoding", "gzip");

        assertThat(post(100)).contains(Guard.Refusal.of(415));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "get"})
    void saysWhichMethodsThereAre(String method) {
        assertThat(judge(method, 0, Endpoint.COUNT)).contains(new Guard.Refusal(405, "GET, HEAD, OPTIONS"));
        assertThat(judge(method, 0, Endpoint.SIGNATURES)).contains(new Guard.Refusal(405, "POST, OPTIONS"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "'text/html, application/*;q=0.5', true",
        "*/*, true",
        "'application/json;q=0', false",
        "'application/json;q=0.000, */*;q=0', false",
        "text/html, false",
        "application/yaml, false"
    })
    void answersWhatTheClientTakes(String accept, boolean acceptable) {
        headers.put("Accept", accept);

        assertThat(judge("GET", -1, Endpoint.COUNT))
                .isEqualTo(acceptable ? Optional.empty() : Optional.of(Guard.Refusal.of(406)));
    }

    @Test
    void readsNoQueryBesideAForm() {
        assertThat(guard.judge(new Guard.Inquiry("POST", PETITION, "a=b", headers::get, 10), Endpoint.SIGNATURES))
                .contains(Guard.Refusal.of(400));
    }

    private Optional<Guard.Refusal> post(long length) {
        return judge("POST", length, Endpoint.SIGNATURES);
    }

    private Optional<Guard.Refusal> judge(String method, long length, Endpoint endpoint) {
        return guard.judge(new Guard.Inquiry(method, PETITION, null, headers::get, length), endpoint);
    }
}
