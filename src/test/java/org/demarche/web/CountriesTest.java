package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.demarche.petition.TestPetitions;
import org.demarche.signature.CountryCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CountriesTest {
    private final Countries countries = new Countries();

    @Test
    void namesCountriesInTheLanguageOfThePage() {
        assertThat(countries.name("CH", "en")).isEqualTo("Switzerland");
        assertThat(countries.name("CH", "fr")).isEqualTo("Suisse");
        assertThat(countries.name("CH", "ar")).isEqualTo("سويسرا");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Kyrgyzstan",
        "fr, Kirghizistan",
        "ru, Кыргызстан",
        "ky, Кыргызстан",
        "uz, Qirgʻiziston",
        "ar, قيرغيزستان"
    })
    void namesTheAddresseesCountryAsThePetitionDoes(String language, String name) {
        assertThat(countries.name("KG", language)).isEqualTo(name);
        assertThat(TestPetitions.shipped().subject().description().in(language)).contains(name);
    }

    @Test
    void writesNamesAsTheUnitedNationsDoAndNotAbbreviated() {
        assertThat(countries.name("CD", "en")).isEqualTo("Democratic Republic of the Congo");
        assertThat(countries.name("BY", "fr")).isEqualTo("Bélarus");
        assertThat(countries.name("CK", "ru")).isEqualTo("Острова Кука");
        assertThat(countries.name("SZ", "ky")).isEqualTo("Эсватини");
        assertThat(countries.name("PS", "uz")).isEqualTo("Falastin");
        assertThat(countries.name("MM", "ar")).isEqualTo("ميانمار");
    }

    static List<String> languages() {
        return Languages.spoken();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void hasADifferentNameForEveryCountryKosovoIncluded(String language) {
        List<String> names = CountryCodes.known().stream()
                .map(code -> countries.name(code, language))
                .toList();

        assertThat(names).hasSize(250).doesNotHaveDuplicates().noneMatch(name -> name.matches("[A-Z]{2}"));
        assertThat(names).noneMatch(name -> name.contains("&") || name.contains("St. ") || name.contains("о-в"));
        assertThat(countries.options(language, "XK")).containsOnlyOnce("\"XK\" selected>");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void renamesOnlyCountriesThatThereAreAndOnlyWhereCldrDiffers(String language) throws IOException {
        Properties renamed = new Properties();
        try (InputStream file =
                CountriesTest.class.getResourceAsStream("/messages/countries_" + language + ".properties")) {
            renamed.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }

        assertThat(CountryCodes.known()).containsAll(renamed.stringPropertyNames());
        for (String code : renamed.stringPropertyNames()) {
            assertThat(renamed.getProperty(code))
                    .as(code)
                    .isNotEqualTo(new ULocale("", code).getDisplayCountry(ULocale.forLanguageTag(language)));
        }
    }

    @Test
    void ordersThemByTheAlphabetOfTheLanguage() {
        String french = countries.options("fr", "");

        assertThat(french.indexOf(">Égypte<")).isBetween(french.indexOf(">Danemark<"), french.indexOf(">Finlande<"));
        String kyrgyz = countries.options("ky", "");
        assertThat(kyrgyz.indexOf(">Өзбекстан<")).isBetween(kyrgyz.indexOf(">Оман<"), kyrgyz.indexOf(">Пакистан<"));
        String uzbek = countries.options("uz", "");
        assertThat(uzbek.indexOf(">Oʻzbekiston<")).isGreaterThan(uzbek.indexOf(">Zimbabve<"));
    }

    @Test
    void marksTheOneThatWasChosenAndNothingElse() {
        assertThat(countries.options("en", "CH")).containsOnlyOnce("selected").contains("\"CH\" selected>Switzerland<");
        assertThat(countries.options("en", "")).doesNotContain("selected");
        assertThat(countries.options("en", "\"><script>")).doesNotContain("selected", "script");
        assertThat(countries.options("en", null)).doesNotContain("selected");
    }
}
