package org.demarche.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.web.Route;
import org.demarche.web.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final Route PETITION = new Route(View.PETITION, "en", "azimjan-askarov", "");
    private static final Route PRIVACY = new Route(View.PRIVACY, "en", "", "");

    private final Guard guard = new Guard(URI.create("https://petitions.example"), false);
    private final Map<String, String> headers =
            new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded", "Host", "petitions.example"));

    @Test
    void letsAPageBeReadAndItsFormBeSent() {
        assertThat(guard.judge(inquiry("GET", PETITION.path(), null, -1), PETITION))
                .isEmpty();
        assertThat(guard.judge(inquiry("HEAD", PRIVACY.path(), "from=mail", -1), PRIVACY))
                .isEmpty();
        assertThat(post(100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//en/azimjan-askarov",
                "/en/../en/azimjan-askarov",
                "/en/azimjan-askarov/",
                "/%65n/azimjan-askarov",
                "/en/azimjan-askarov;jsessionid=1"
            })
    void knowsAPageByOneSpellingOnly(String path) {
        assertThat(guard.judge(inquiry("GET", path, null, -1), PETITION)).contains(Guard.Refusal.of(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get"})
    void saysWhichMethodsAPageHas(String method) {
        assertThat(guard.judge(inquiry(method, PETITION.path(), null, 0), PETITION))
                .contains(new Guard.Refusal(405, "GET, HEAD, POST"));
        assertThat(guard.judge(inquiry(method, PRIVACY.path(), null, 0), PRIVACY))
                .contains(new Guard.Refusal(405, "GET, HEAD"));
        assertThat(Guard.judgeFile(inquiry(method, "/resources/css/demarche.css", null, 0)))
                .contains(new Guard.Refusal(405, "GET, HEAD"));
    }

    @Test
    void takesNoFormForAPageWithoutOne() {
        assertThat(guard.judge(inquiry("POST", PRIVACY.path(), null, 10), PRIVACY))
                .contains(new Guard.Refusal(405, "GET, HEAD"));
    }

    @Test
    void refusesFormsOfUnknownOrExcessiveLength() {
        assertThat(post(-1)).contains(Guard.Refusal.of(411));
        assertThat(post(Guard.LONGEST_FORM)).isEmpty();
        assertThat(post(Guard.LONGEST_FORM + 1L)).contains(Guard.Refusal.of(413));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded; charset=UTF-8 | true",
                "APPLICATION/X-WWW-FORM-URLENCODED | true",
                "application/x-www-form-urlencoded; charset=windows-1251 | false",
                "multipart/form-data; boundary=x | false",
                "text/plain | false",
                "application/json | false"
            })
    void takesOneKindOfForm(String type, boolean taken) {
        headers.put("Content-Type", type);

        assertThat(post(10)).isEqualTo(taken ? Optional.empty() : Optional.of(Guard.Refusal.of(415)));
    }

    @Test
    void refusesAFormWithoutAKind() {
        headers.remove("Content-Type");

        assertThat(post(10)).contains(Guard.Refusal.of(415));
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, https://petitions.example, true",
        "none, , true",
        ", , true",
        ", https://PETITIONS.example, true",
        "cross-site, https://petitions.example, false",
        "same-site, , false",
        "same-origin, https://elsewhere.example, false",
        ", https://elsewhere.example, false",
        ", http://petitions.example, false",
        ", null, false"
    })
    void refusesFormsFromElsewhere(String site, String origin, boolean own) {
        headers.put("Sec-Fetch-Site", site);
        headers.put("Origin", origin);

        assertThat(post(10)).isEqualTo(own ? Optional.empty() : Optional.of(Guard.Refusal.of(403)));
    }

    @Test
    void letsALoopbackPortalGoByAnyOfItsNames() {
        Guard trial = new Guard(URI.create("http://localhost:8080"), true);
        headers.put("Host", "127.0.0.1:8080");
        headers.put("Origin", "http://127.0.0.1:8080");

        assertThat(trial.judge(inquiry("POST", PETITION.path(), null, 10), PETITION))
                .isEmpty();

        headers.put("Origin", "http://127.0.0.1:9090");

        assertThat(trial.judge(inquiry("POST", PETITION.path(), null, 10), PETITION))
                .contains(Guard.Refusal.of(403));
    }

    @Test
    void refusesAFormWithAQuery() {
        assertThat(guard.judge(inquiry("POST", PETITION.path(), "a=b", 10), PETITION))
                .contains(Guard.Refusal.of(400));
    }

    @Test
    void refusesToRunAnActionByAQuery() {
        assertThat(Guard.judgeQuery(Map.of("jakarta.faces.ViewState", List.of("stateless"))))
                .contains(Guard.Refusal.of(400));
        assertThat(Guard.judgeQuery(Map.of("jakarta.faces.behavior.event", List.of("action"))))
                .contains(Guard.Refusal.of(400));
        assertThat(Guard.judgeQuery(Map.of("saved", List.of("visibility")))).isEmpty();
    }

    @Test
    void takesAWholeFormOfThePage() {
        assertThat(Guard.judgeForm(form(), PETITION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!H4sIAAAA", "STATELESS", "-123:456"})
    void refusesAForgedViewState(String state) {
        Map<String, List<String>> fields = form();
        fields.put("jakarta.faces.ViewState", List.of(state));

        assertThat(Guard.judgeForm(fields, PETITION)).contains(Guard.Refusal.of(400));
    }

    @Test
    void refusesAFormThatIsNotWhole() {
        assertThat(refused("jakarta.faces.ViewState", List.of("stateless", "stateless")))
                .isTrue();
        assertThat(refused("jakarta.faces.ViewState", null)).isTrue();
        assertThat(refused("form", null)).isTrue();
        assertThat(refused("form", List.of("withdraw"))).isTrue();
        assertThat(refused("form", List.of("sign", "sign"))).isTrue();
        assertThat(refused("jakarta.faces.partial.ajax", List.of("true"))).isTrue();
    }

    private static boolean refused(String name, List<String> values) {
        Map<String, List<String>> fields = form();
        fields.compute(name, (same, old) -> values);
        return Guard.judgeForm(fields, PETITION).equals(Optional.of(Guard.Refusal.of(400)));
    }

    private static Map<String, List<String>> form() {
        return new HashMap<>(Map.of(
                "form", List.of("sign"),
                "jakarta.faces.ViewState", List.of("stateless"),
                "name", List.of("Jane Doe")));
    }

    private Optional<Guard.Refusal> post(long length) {
        return guard.judge(inquiry("POST", PETITION.path(), null, length), PETITION);
    }

    private Guard.Inquiry inquiry(String method, String path, String query, long length) {
        return new Guard.Inquiry(method, path, query, headers::get, length);
    }
}
