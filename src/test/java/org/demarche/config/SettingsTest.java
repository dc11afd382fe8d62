package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1,127.0.0.1", "0.0.0.0,127.0.0.1", "::1,[0:0:0:0:0:0:0:1]"})
    void namesAnAddressOfItsOwnThatAnswers(String bind, String host) {
        assertThat(TestSettings.of(Map.of("demarche.bind", bind)).ownAddress())
                .isEqualTo(URI.create("http://" + host + ":8080"));
    }

    @Test
    void takesCheaperHashesInATrialAlone() {
        Map<String, String> cheaper = Map.of("demarche.trial.password-iterations", "1000");
        Map<String, String> elsewhere = new HashMap<>(cheaper);
        elsewhere.put("demarche.public-url", "https://example.org");
        Map<String, String> mailing = new HashMap<>(cheaper);
        mailing.put("demarche.mail.host", "localhost");

        assertThat(TestSettings.of(cheaper).trialPasswordIterations()).hasValue(1000);
        assertThat(TestSettings.trial().trialPasswordIterations()).isEmpty();
        assertThat(TestSettings.of(elsewhere).trialPasswordIterations()).isEmpty();
        assertThat(TestSettings.of(mailing).trialPasswordIterations()).isEmpty();
    }
}
