package org.demarche.security.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final PlainHash hash = new PlainHash();
    private final Passwords passwords = new Passwords(hash, 1, Passwords.ITERATIONS);

    @Test
    void costsWhatOwaspAsksFor() {
        assertThat(hash.parameters().get("Pbkdf2PasswordHash.Algorithm")).isEqualTo("PBKDF2WithHmacSHA512");
        assertThat(Integer.parseInt(hash.parameters().get("Pbkdf2PasswordHash.Iterations")))
                .isGreaterThanOrEqualTo(220_000);
    }

    @Test
    void matchesTheSamePassword() throws Exception {
        String stored = passwords.hashed("violet tram 52");

        assertThat(passwords.matches("violet tram 52", Optional.of(stored))).isTrue();
        assertThat(passwords.matches("violet tram 53", Optional.of(stored))).isFalse();
    }

    @Test
    void matchesHoweverAnAccentWasTyped() throws Exception {
        assertThat(passwords.matches("cafe\u0301 du nord", Optional.of(passwords.hashed("caf\u00e9 du nord"))))
                .isTrue();
    }

    @Test
    void comparesAsMuchWhenThereIsNoAccount() throws Exception {
        passwords.matches("violet tram 52", Optional.empty());

        assertThat(hash.comparisons()).isEqualTo(1);
    }

    @Test
    void nobodysPasswordOpensNothing() throws Exception {
        assertThat(passwords.matches("nobody's password", Optional.empty())).isFalse();
    }
}
