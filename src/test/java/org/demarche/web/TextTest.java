package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class TextTest {
    private final Text english = new Text("en");
    private final Text russian = new Text("ru");

    @Test
    void writesDatesAsTheLanguageDoes() {
        assertThat(english.date(LocalDate.of(2020, 7, 25))).isEqualTo("25 July 2020");
        assertThat(new Text("fr").date(LocalDate.of(2020, 7, 25))).isEqualTo("25 juillet 2020");
        assertThat(russian.date(LocalDate.of(2020, 7, 25))).startsWith("25 июля 2020");
    }

    @Test
    void writesMomentsInUtc() {
        assertThat(english.moment(Instant.parse("2026-11-23T18:04:59Z"))).isEqualTo("23 November 2026, 18:04 UTC");
    }

    @Test
    void countsByTheRulesOfTheLanguage() {
        assertThat(english.of("list.count", 1L)).isEqualTo("1 confirmed signature");
        assertThat(english.of("list.count", 1284L)).isEqualTo("1,284 confirmed signatures");
        assertThat(russian.of("list.count", 2L)).isNotEqualTo(russian.of("list.count", 5L));
    }

    @Test
    void writesNumbersAndDatesInArabicWithTheDigitsThatCldrPrefers() {
        Text arabic = new Text("ar");

        assertThat(arabic.direction()).isEqualTo("rtl");
        assertThat(arabic.of("petition.count.number", 1284L)).isEqualTo("1,284");
        assertThat(arabic.date(LocalDate.of(2020, 7, 25))).isEqualTo("25 يوليو 2020");
        assertThat(List.of(0L, 1L, 2L, 3L, 11L, 100L).stream()
                        .map(count -> arabic.of("list.count", count))
                        .distinct())
                .hasSize(6);
    }

    @Test
    void admitsAMachinesTranslationUntilItsBundleSaysThatASpeakerHasReadIt() {
        Text machine = new Text("ky", new Messages("/messages/translated_by_machine.properties", "ky"));
        Text reviewed = new Text("ky", new Messages("/messages/translated_and_reviewed.properties", "ky"));

        assertThat(machine.isMachineTranslated()).isTrue();
        assertThat(reviewed.isMachineTranslated()).isFalse();
        assertThat(english.isMachineTranslated()).isFalse();
    }

    @Test
    void takesArgumentsOneByOneOrInAList() {
        assertThat(english.of("petition.form.name.tooLong", List.of(200))).contains("200");
        assertThat(english.before("petition.addressee.telephone")).isEqualTo("Telephone: ");
    }

    @Test
    void saysInTheTitleThatSomethingIsWrong() {
        assertThat(english.title("Letter", false)).isEqualTo("Letter – Demarche");
        assertThat(english.title("Letter", true)).isEqualTo("Error: Letter – Demarche");
    }

    @Test
    void namesTheKeyThatIsMissing() {
        assertThatThrownBy(() -> english.get("no.such.key"))
                .isInstanceOf(MissingResourceException.class)
                .hasMessageContaining("no.such.key");
    }
}
