package org.demarche.web.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.demarche.petition.TestPetitions;
import org.demarche.signing.form.SigningForm;
import org.demarche.web.Messages;
import org.demarche.web.api.SentForm.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentFormTest {
    private static SigningForm read(String json) throws Malformed {
        return SentForm.read(json.getBytes(UTF_8)).signing(TestPetitions.shipped(), "en");
    }

    @Test
    void readsAWholeForm() throws Malformed {
        SigningForm form = read(
                """
                {"name": "Айгүл \\u0411", "email": "a@example.org", "country": "KG", "demands": [1, 3],
                 "visibility": "FULL", "consent": true, "handover": true, "news": false, "language": "ky"}
                """);

        assertThat(form)
                .isEqualTo(new SigningForm(
                        TestPetitions.shipped(),
                        "en",
                        "Айгүл Б",
                        "a@example.org",
                        "KG",
                        List.of("1", "3"),
                        "FULL",
                        true,
                        true,
                        false));
    }

    @Test
    void takesWhatIsLeftOutForUntouched() throws Malformed {
        SigningForm form = read("{}");

        assertThat(form.name()).isEmpty();
        assertThat(form.demands()).isEmpty();
        assertThat(form.visibility()).isEmpty();
        assertThat(form.consent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | body.syntax",
                "'{' | '' | body.syntax",
                "'{\"name\": \"a\",}' | '' | body.syntax",
                "'{} {}' | '' | body.syntax",
                "'{}x' | '' | body.syntax",
                "'{\"name\": a}' | '' | body.syntax",
                "'{\"demands\": [1' | '' | body.syntax",
                "'[]' | '' | body.notObject",
                "'\"text\"' | '' | body.notObject",
                "'{\"stamp\": \"x\"}' | '' | body.unknown",
                "'{\"name\": \"a\", \"name\": \"b\"}' | name | body.twice",
                "'{\"name\": 1}' | name | body.text",
                "'{\"name\": null}' | name | body.text",
                "'{\"name\": {\"a\": {\"b\": 1}}}' | name | body.text",
                "'{\"name\": \"a\\u0000b\"}' | name | body.characters",
                "'{\"name\": \"a\\nb\"}' | name | body.characters",
                "'{\"name\": \"\\ud800\"}' | name | body.characters",
                "'{\"consent\": \"true\"}' | consent | body.tick",
                "'{\"consent\": 1}' | consent | body.tick",
                "'{\"demands\": 1}' | demands | body.numbers",
                "'{\"demands\": [\"1\"]}' | demands | body.numbers",
                "'{\"demands\": [1.5]}' | demands | body.numbers",
                "'{\"demands\": [[1]]}' | demands | body.numbers"
            })
    void refusesWhatCouldBeMeantInTwoWays(String body, String field, String code) {
        Malformed malformed = catchThrowableOfType(Malformed.class, () -> SentForm.read(body.getBytes(UTF_8)));

        assertThat(malformed.code()).isEqualTo(code);
        assertThat(malformed.field()).isEqualTo(field);
        assertThat(Messages.ofApi().has(code)).isTrue();
    }

    @Test
    void readsUtf8Alone() {
        byte[] latin = "{\"name\": \"José\"}".getBytes(ISO_8859_1);

        assertThat(catchThrowableOfType(Malformed.class, () -> SentForm.read(latin))
                        .code())
                .isEqualTo("body.encoding");
    }
}
