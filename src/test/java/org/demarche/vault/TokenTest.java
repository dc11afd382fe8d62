package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final String TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private final SecureRandom random = new SecureRandom();

    @Test
    void readsBackWhatItWrote() {
        Token token = Token.random(random);
        assertThat(token.text()).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(Token.parse(token.text())).contains(token);
        assertThat(Token.of(token.bytes())).isEqualTo(token);
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(Token.random(random)).isNotEqualTo(Token.random(random));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh",
                TEXT + "A",
                TEXT + "=",
                // Another spelling of the same bytes: the last character's spare bits are set.
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh ",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdH+8",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHhé",
            })
    void refusesAnyOtherText(String text) {
        assertThat(Token.parse(TEXT)).isPresent();
        assertThat(Token.parse(text)).isEmpty();
    }

    @Test
    void isKnownByItsSha256() throws Exception {
        Token token = Token.parse(TEXT).orElseThrow();
        assertThat(token.hash()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(token.bytes()));
    }

    @Test
    void derivesAnotherTokenForEachPurpose() {
        Token token = Token.random(random);
        assertThat(token.derive("page")).isEqualTo(token.derive("page"));
        assertThat(token.derive("page")).isNotEqualTo(token.derive("code")).isNotEqualTo(token);
    }

    @Test
    void sealsForItselfAlone() {
        Token token = Token.random(random);
        byte[] sealed = token.seal("Jane".getBytes(UTF_8));
        assertThat(token.open(sealed))
                .hasValueSatisfying(plain -> assertThat(plain).asString(UTF_8).isEqualTo("Jane"));
        assertThat(Token.random(random).open(sealed)).isEmpty();
        sealed[20] ^= 1;
        assertThat(token.open(sealed)).isEmpty();
        assertThat(token.open(new byte[27])).isEmpty();
    }

    @Test
    void showsNothingOfItself() {
        assertThat(Token.parse(TEXT).orElseThrow().toString()).isEqualTo("Token[…]");
    }

    @Test
    void refusesBytesThatAreNoToken() {
        assertThatThrownBy(() -> Token.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
