package org.demarche.signing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import org.demarche.vault.Token;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CodeTest {
    private final SecureRandom random = new SecureRandom();

    @RepeatedTest(20)
    void isReadBackHoweverItIsTyped() {
        Token token = Token.random(random);
        Code code = Code.of(token);
        String typed = " " + code.text().substring(0, 4).toLowerCase(Locale.ROOT) + "-"
                + code.text().substring(4) + " ";

        assertThat(code.text()).matches("[A-HJKMNP-Z2-9]{8}");
        assertThat(Code.parse(typed)).contains(code);
        assertThat(Code.of(token)).isEqualTo(code);
    }

    @Test
    void refusesWhatNoMailContains() {
        assertThat(Code.parse("ABCDEFG")).isEmpty();
        assertThat(Code.parse("ABCDEFGHJ")).isEmpty();
        assertThat(Code.parse("ABCDEFG0")).isEmpty();
        assertThat(Code.parse("ABCDEFGI")).isEmpty();
    }
}
