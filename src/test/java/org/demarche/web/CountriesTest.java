package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountriesTest {
    private final Countries countries = new Countries();

    @Test
    void namesCountriesInTheLanguageOfThePage() {
        assertThat(countries.name("CH", "en")).isEqualTo("Switzerland");
        assertThat(countries.name("CH", "fr")).isEqualTo("Suisse");
        assertThat(countries.name("KG", "ru")).isEqualTo("Киргизия");
    }

    @Test
    void ordersThemByTheAlphabetOfTheLanguage() {
        String french = countries.options("fr", "");

        assertThat(french.indexOf(">Égypte<")).isBetween(french.indexOf(">Danemark<"), french.indexOf(">Finlande<"));
    }

    @Test
    void marksTheOneThatWasChosenAndNothingElse() {
        assertThat(countries.options("en", "CH")).containsOnlyOnce("selected").contains("\"CH\" selected>Switzerland<");
        assertThat(countries.options("en", "")).doesNotContain("selected");
        assertThat(countries.options("en", "\"><script>")).doesNotContain("selected", "script");
        assertThat(countries.options("en", null)).doesNotContain("selected");
    }
}
