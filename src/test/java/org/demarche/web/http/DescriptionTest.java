package org.demarche.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import org.demarche.signing.form.SigningForm;
import org.demarche.web.ProblemDocument.Kind;
import org.demarche.web.http.ApiRoute.Endpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The description of the resources is kept by hand; this holds it to what there is. */
class DescriptionTest {
    private static SwaggerParseResult parsed;
    private static OpenAPI description;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = DescriptionTest.class.getResourceAsStream("/openapi.yaml")) {
            parsed = new OpenAPIV3Parser().readContents(new String(file.readAllBytes(), UTF_8));
        }
        description = parsed.getOpenAPI();
    }

    private static String path(Endpoint endpoint) {
        return switch (endpoint) {
            case DESCRIPTION -> "/openapi";
            case LIST -> "/api/petitions";
            case PETITION -> "/api/petitions/{slug}";
            case COUNT -> "/api/petitions/{slug}/count";
            case STATISTICS -> "/api/petitions/{slug}/statistics";
            case EDITIONS -> "/api/petitions/{slug}/editions";
            case SIGNATURES -> "/api/petitions/{slug}/signatures";
        };
    }

    @Test
    void isValid() {
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(description.getOpenapi()).isEqualTo("3.0.3");
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void tellsOfEveryResourceWhatItTakesAndAnswers(Endpoint endpoint) {
        PathItem item = description.getPaths().get(path(endpoint));
        Operation operation = endpoint.isRead() ? item.getGet() : item.getPost();

        assertThat(item.readOperations()).containsExactly(operation);
        assertThat(operation.getResponses()).containsKeys("405", "406", "default");
        assertThat(operation
                        .getResponses()
                        .get(endpoint.isRead() ? "200" : "202")
                        .getContent())
                .containsOnlyKeys(endpoint.type());
        assertThat(ApiRoute.find(path(endpoint).replace("{slug}", "a"), "a"::equals))
                .map(ApiRoute::endpoint)
                .contains(endpoint);
    }

    @Test
    void tellsOfNothingElse() {
        assertThat(description.getPaths()).hasSameSizeAs(Endpoint.values());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void explainsEveryKindOfProblem(Kind kind) {
        String fragment = kind.under(URI.create("https://petitions.example")).getFragment();

        assertThat(description.getComponents().getResponses())
                .containsKey(fragment.replace("/components/responses/", ""));
    }

    @Test
    void namesTheFieldsOfTheForm() {
        Schema<?> form = description.getComponents().getSchemas().get("Form");
        Set<String> fields = form.getProperties().keySet();

        assertThat(fields).containsAll(SigningForm.FIELDS).hasSize(SigningForm.FIELDS.size() + 1);
        assertThat(fields).contains("language");
    }
}
