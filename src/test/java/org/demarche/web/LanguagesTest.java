package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private static final List<String> OFFERED = List.of("en", "fr", "ru", "ky", "uz", "ar");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr | fr",
                "fr-CH, fr;q=0.9, en;q=0.8 | fr",
                "de-CH, ru;q=0.5, fr;q=0.7 | fr",
                "de, es | en",
                "RU | ru",
                "fr;q=0, en;q=0.1 | en",
                "* | en",
                "'' | en",
                "x;;q | en",
                "fr;q=9 | en",
                "uz-Latn-UZ | uz",
                "uz-Cyrl, ru;q=0.8 | uz",
                "ar-EG, ar;q=0.9, en;q=0.5 | ar",
                "ky-KG | ky",
                "ky-KG;q=0.3, ru;q=0.9, en;q=0.2 | ru",
                "kk-KZ, ky;q=0.7, ru;q=0.6 | ky"
            })
    void followsTheBrowsersWishAsFarAsItCan(String header, String chosen) {
        assertThat(Languages.preferred(header, OFFERED)).isEqualTo(chosen);
    }

    @Test
    void takesNoWishAndAnEndlessOneForNone() {
        assertThat(Languages.preferred(null, OFFERED)).isEqualTo("en");
        assertThat(Languages.preferred("ru," + "a-b,".repeat(1000), OFFERED)).isEqualTo("en");
    }

    @Test
    void speaksWhatItHasTextsFor() {
        assertThat(Languages.spoken()).startsWith("en").contains("fr", "ru");
        for (String language : Languages.spoken()) {
            for (String other : Languages.spoken()) {
                assertThat(Messages.in(language).text("site.language." + other))
                        .isEqualTo(Messages.in(other).text("site.language." + other));
            }
        }
    }
}
