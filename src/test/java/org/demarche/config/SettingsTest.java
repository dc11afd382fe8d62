package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1,127.0.0.1", "0.0.0.0,127.0.0.1", "::1,[0:0:0:0:0:0:0:1]"})
    void namesAnAddressOfItsOwnThatAnswers(String bind, String host) {
        assertThat(TestSettings.of(Map.of("demarche.bind", bind)).ownAddress())
                .isEqualTo(URI.create("http://" + host + ":8080"));
    }
}
