package org.demarche.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import org.demarche.web.ProblemDocument.Finding;
import org.demarche.web.ProblemDocument.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDocumentTest {
    private static final URI PORTAL = URI.create("https://petitions.example");

    private static JsonObject json(ProblemDocument problem) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(problem.bytes()))) {
            return reader.readObject();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 409, 411, 413, 415, 418, 429, 500, 502, 503})
    void hasWordsForEveryStatus(int status) {
        JsonObject json = json(ProblemDocument.of(status));

        assertThat(json.getInt("status")).isEqualTo(status);
        assertThat(json.getString("type")).isEqualTo("about:blank");
        assertThat(json.getString("title")).isNotBlank();
        assertThat(json.getString("detail")).endsWith(".");
        assertThat(json.keySet()).doesNotContain("instance", "errors");
    }

    @Test
    void namesTheFieldOfWhatIsWrong() {
        JsonObject json = json(ProblemDocument.of(
                422, Kind.INVALID, PORTAL, "See below.", List.of(new Finding("email", "a.b", "Enter “an” address"))));
        JsonObject error = json.getJsonArray("errors").getJsonObject(0);

        assertThat(json.getString("type")).isEqualTo("https://petitions.example/openapi#/components/responses/Invalid");
        assertThat(error.getString("field")).isEqualTo("email");
        assertThat(error.getString("pointer")).isEqualTo("#/email");
        assertThat(error.getString("code")).isEqualTo("a.b");
        assertThat(error.getString("detail")).isEqualTo("Enter “an” address");
    }

    @Test
    void isUtf8() {
        ProblemDocument problem = ProblemDocument.of(422, Kind.INVALID, PORTAL, "Имя", List.of());

        assertThat(new String(problem.bytes(), UTF_8)).contains("Имя");
    }
}
