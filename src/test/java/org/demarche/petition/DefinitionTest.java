package org.demarche.petition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    private final Petition shipped = Definition.read(DefinitionTest::shippedFile);

    private static InputStream shippedFile(String file) {
        return DefinitionTest.class.getResourceAsStream("/petitions/azimjan-askarov/" + file);
    }

    @Test
    void shipsTheAppealWithThreeDemandsInSixLanguages() {
        assertThat(shipped.slug()).isEqualTo("azimjan-askarov");
        assertThat(shipped.languages()).containsExactly("en", "fr", "ru", "ky", "uz", "ar");
        assertThat(shipped.demands()).extracting(Demand::number).containsExactly(1, 2, 3);
    }

    @Test
    void saysTheSameInEveryLanguageAndNothingInAnothersWords() {
        Letter english = shipped.letter("en");
        for (String language : shipped.languages()) {
            Letter letter = shipped.letter(language);
            assertThat(letter.language()).isEqualTo(language);
            assertThat(letter.date()).isEqualTo(english.date());
            assertThat(letter.paragraphs()).as(language).hasSameSizeAs(english.paragraphs());
            assertThat(letter.canonicalText()).contains("2010", "2016", "15", "21", "25", "3", "51", "1202");
        }
        assertThat(shipped.letters().values()).extracting(Letter::title).doesNotHaveDuplicates();
    }

    @Test
    void hasWordsInEveryLanguageForEverythingAroundTheLetter() {
        List<Words> words = List.of(
                shipped.organisation().name(),
                shipped.subject().name(),
                shipped.subject().description(),
                shipped.subject().statusText(),
                shipped.addressee().name(),
                shipped.addressee().function(),
                shipped.addressee().office(),
                shipped.demand(1).note(),
                shipped.demand(2).note(),
                shipped.demand(3).note());

        assertThat(words).allSatisfy(each -> assertThat(each.byLanguage()).containsOnlyKeys(shipped.languages()));
        for (String language : shipped.languages()) {
            assertThat(shipped.addressee().address(language)).as(language).hasSize(3);
        }
    }

    @Test
    void tellsTheTruthAboutItsSubject() {
        assertThat(shipped.subject().status()).isEqualTo(Subject.Status.DECEASED);
        assertThat(shipped.subject().statusDate()).isEqualTo(LocalDate.of(2020, 7, 25));
        assertThat(shipped.demand(2).state()).isEqualTo(Demand.State.OVERTAKEN_IN_PART);
        assertThat(shipped.demand(1).state()).isEqualTo(Demand.State.STANDS);
        assertThat(shipped.demand(3).state()).isEqualTo(Demand.State.STANDS);
    }

    @Test
    void addressesThePermanentMission() {
        assertThat(shipped.addressee().address("en"))
                .containsExactly("Avenue Blanc 51, 3rd floor", "1202 Geneva", "Switzerland");
        assertThat(shipped.addressee().telephone()).isEqualTo("+41 22 707 92 21");
        assertThat(shipped.addressee().country()).isEqualTo("KG");
    }

    @Test
    void answersAnUnknownLanguageWithTheFirst() {
        assertThat(shipped.letter("xx")).isEqualTo(shipped.letter("en"));
        assertThat(shipped.addressee().office().in("xx"))
                .isEqualTo(shipped.addressee().office().in("en"));
    }

    @Test
    void isOpenFromItsOpeningOn() {
        assertThat(shipped.isOpen(shipped.opensAt())).isTrue();
        assertThat(shipped.isOpen(shipped.opensAt().minusNanos(1))).isFalse();
        assertThat(shipped.isClosed(Instant.MAX)).isFalse();
    }

    @Test
    void namesTheFileThatIsMissing() {
        Definition.Source incomplete = file -> file.equals("letter.fr.json") ? null : shippedFile(file);

        assertThatThrownBy(() -> Definition.read(incomplete))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("letter.fr.json");
    }

    @Test
    void refusesALetterWithAnotherNumberOfDemands() {
        Definition.Source shortened =
                file -> file.equals("letter.en.json") ? without(file, "\"number\": 3") : shippedFile(file);

        assertThatThrownBy(() -> Definition.read(shortened)).isInstanceOf(IllegalArgumentException.class);
    }

    private static InputStream without(String file, String number) throws IOException {
        try (InputStream whole = shippedFile(file)) {
            String json = new String(whole.readAllBytes(), UTF_8);
            return new ByteArrayInputStream(
                    json.replace(number, "\"number\": 4").getBytes(UTF_8));
        }
    }
}
