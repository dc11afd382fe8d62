package org.demarche.security.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownBrowserTest {
    private final KnownBrowsers browsers = with("one key");

    private static KnownBrowsers with(String key) {
        return new KnownBrowsers(text -> sha256(key + text), new SecureRandom());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isKnownToTheAccountThatItLoggedInTo() {
        assertThat(browsers.knows(50, browsers.remember(50))).isTrue();
    }

    @Test
    void isAStrangerToEveryOtherAccount() {
        assertThat(browsers.knows(51, browsers.remember(50))).isFalse();
    }

    @Test
    void isAStrangerUnderAnotherKey() {
        assertThat(browsers.knows(50, with("another key").remember(50))).isFalse();
    }

    @Test
    void eachBrowserHasADoorOfItsOwn() {
        assertThat(KnownBrowsers.nonce(browsers.remember(50))).isNotEqualTo(KnownBrowsers.nonce(browsers.remember(50)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "a.b", ".mac", "\u00e9.\u00e9"})
    void nonsenseIsAStranger(String value) {
        assertThat(browsers.knows(50, value)).isFalse();
    }

    @Test
    void aChangedValueIsAStranger() {
        String value = browsers.remember(50);
        String other = (value.charAt(0) == 'A' ? 'B' : 'A') + value.substring(1);

        assertThat(browsers.knows(50, other)).isFalse();
        assertThat(browsers.knows(50, value + "A")).isFalse();
    }
}
