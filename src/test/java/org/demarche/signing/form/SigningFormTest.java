package org.demarche.signing.form;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.demarche.petition.TestPetitions;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningFormTest {
    private static final ValidatorFactory FACTORY = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    private static List<String> problems(SigningForm form) {
        return VALIDATOR.validate(form).stream()
                .map(Findings::problem)
                .map(problem -> problem.field() + " " + problem.message())
                .sorted()
                .toList();
    }

    private static SigningForm named(String name) {
        return form(name, "jane@example.org", "CH", List.of("1"), "COUNTED", true, false);
    }

    private static SigningForm form(
            String name,
            String email,
            String country,
            List<String> demands,
            String visibility,
            boolean consent,
            boolean handover) {
        return new SigningForm(
                TestPetitions.shipped(), "en", name, email, country, demands, visibility, consent, handover, false);
    }

    @Test
    void acceptsAWholeForm() {
        assertThat(problems(form("Jane Doe", "jane@example.org", "KG", List.of("1", "2", "3"), "FULL", true, true)))
                .isEmpty();
    }

    @Test
    void saysWhatIsMissingInEachField() {
        assertThat(problems(new SigningForm(
                        TestPetitions.shipped(), "en", null, null, null, null, null, false, false, false)))
                .containsExactly(
                        "consent petition.form.consent.missing",
                        "country petition.form.country.missing",
                        "demands petition.form.demands.missing",
                        "email petition.form.email.missing",
                        "name petition.form.name.missing",
                        "visibility petition.form.visibility.missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Madonna", "O’Brien-Smith Jr.", "Азимжан Аскаров", "محمد علي", "王小明", "ประยุทธ์ จันทร์โอชา",
                "Nguyễn Thị Hương", "José-Núñez d'Àvila", "X Æ A-12", "Mr. Comfort", "क्षत्रिय", "Dr. J. Ng"
            })
    void acceptsNamesInAnyScript(String name) {
        assertThat(problems(named(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'   ' | missing",
                "http://spam.example | url",
                "www.spam.example | url",
                "Buy at cheap-pills.com | url",
                "jane@example.org | url",
                "=HYPERLINK(1) | formula",
                "+1 234 | formula",
                "-Jane | formula",
                "＝Jane | formula",
                "12345 | characters",
                "'Jane\u202eenoD' | characters",
                "'Ja\u0007ne' | characters",
                "'Ja\ue000ne' | characters"
            })
    void refusesWhatIsNoName(String name, String reason) {
        assertThat(problems(named(name))).containsExactly("name petition.form.name." + reason);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(problems(named("𠀀".repeat(200)))).isEmpty();
        assertThat(problems(named("a".repeat(201)))).containsExactly("name petition.form.name.tooLong");
    }

    @Test
    void tellsHowLongANameMayBe() {
        Problem problem = Findings.problem(
                VALIDATOR.validate(named("a".repeat(201))).iterator().next());

        assertThat(problem.arguments()).containsExactly(200);
    }

    @Test
    void knowsTheCountriesOfTheStandardOnly() {
        assertThat(problems(form("Jane", "j@example.org", "ch", List.of("1"), "COUNTED", true, false)))
                .containsExactly("country petition.form.country.unknown");
        assertThat(problems(form("Jane", "j@example.org", "EU", List.of("1"), "COUNTED", true, false)))
                .containsExactly("country petition.form.country.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4", "-1", "x", "1 ", "99999999999"})
    void refusesDemandsThatTheLetterDoesNotMake(String demand) {
        assertThat(problems(form("Jane", "j@example.org", "CH", List.of("1", demand), "COUNTED", true, false)))
                .containsExactly("demands petition.form.demands.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIALS", "FULL"})
    void needsConsentToBeHandedOver(String visibility) {
        assertThat(problems(form("Jane", "j@example.org", "CH", List.of("1"), visibility, true, false)))
                .containsExactly("handover petition.form.handover.missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jane", "jane@", "@example.org", "jane@example", "jane doe@example.org", "jane@exa mple.org"})
    void refusesAnAddressThatMailCannotReach(String email) {
        assertThat(problems(form("Jane", email, "CH", List.of("1"), "COUNTED", true, false)))
                .containsExactly("email petition.form.email.invalid");
    }

    @Test
    void refusesAnAddressTooLongForAnEnvelope() {
        String email = "a".repeat(60) + "@" + ("b".repeat(60) + ".").repeat(4) + "org";

        assertThat(problems(form("Jane", email, "CH", List.of("1"), "COUNTED", true, false)))
                .containsExactly("email petition.form.email.tooLong");
    }
}
