package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    private static final String TAG = "0".repeat(ReturnPath.TAG);

    private static ReturnPath of(String address) {
        return ReturnPath.of(TestSettings.of(Map.of("demarche.mail.bounces.address", address)))
                .orElseThrow();
    }

    @Test
    void bringsATagThereAndBack() {
        ReturnPath path = of("bounces@example.org");

        assertThat(path.with(TAG)).isEqualTo("bounces+" + TAG + "@example.org");
        assertThat(path.tag(path.with(TAG))).contains(TAG);
        assertThat(path.tag("bounces@example.org")).isEmpty();
        assertThat(path.tag(path.with(TAG + "0"))).isEmpty();
        assertThat(path.tag("other+" + TAG + "0@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "@example.org", "bounces@", "returned-mails-of-all@example.org"})
    void refusesAnAddressThatATagDoesNotFitInto(String address) {
        assertThatThrownBy(() -> of(address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("demarche.mail.bounces.address");
    }

    @Test
    void isNotNeeded() {
        assertThat(ReturnPath.of(TestSettings.trial())).isEmpty();
    }
}
