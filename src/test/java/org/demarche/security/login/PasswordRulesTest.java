package org.demarche.security.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.security.login.PasswordRules.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> PERSONAL = List.of("Maria Keller", "maria.keller@example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "violet tram 52",
                "only lower case",
                "четыре слова тут",
                "\uD83D\uDC1D\uD83D\uDC1E\uD83E\uDD8B\uD83D\uDC0C\uD83D\uDC1B\uD83D\uDD77\uD83D\uDC1C\uD83E\uDD97\uD83E\uDD82\uD83E\uDEB2\uD83E\uDEB3\uD83E\uDEB0"
            })
    void takesTwelveCharactersOfAnyKind(String password) {
        assertThat(PasswordRules.problem(password, PERSONAL)).isEmpty();
    }

    @Test
    void countsCharactersNotUnitsOfEncoding() {
        String elevenBees = "\uD83D\uDC1D".repeat(11);

        assertThat(PasswordRules.problem(elevenBees, PERSONAL)).contains(Problem.TOO_SHORT);
    }

    @Test
    void countsAnAccentedLetterOnceHoweverItWasTyped() {
        assertThat(PasswordRules.problem("e\u0301te\u0301 en juin", PERSONAL)).contains(Problem.TOO_SHORT);
        assertThat(PasswordRules.normalised("e\u0301te\u0301")).isEqualTo("\u00e9t\u00e9");
    }

    @Test
    void takesOneHundredAndTwentyEightCharactersAndNoMore() {
        String longest = "abcdefgh".repeat(16);

        assertThat(PasswordRules.problem(longest, PERSONAL)).isEmpty();
        assertThat(PasswordRules.problem(longest + "i", PERSONAL)).contains(Problem.TOO_LONG);
    }

    @Test
    void refusesNothingAtAll() {
        assertThat(PasswordRules.problem("", PERSONAL)).contains(Problem.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "Password1234", "QWERTYUIOPAS", "correct horse battery staple"})
    void refusesWhatIsTriedFirst(String password) {
        assertThat(PasswordRules.problem(password, PERSONAL)).contains(Problem.COMMON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaa", "ababababababab", "MARIA KELLER", "maria.keller@example.org "})
    void refusesRepetitionAndTheOwnersNameAndAddress(String password) {
        assertThat(PasswordRules.problem(password, PERSONAL)).contains(Problem.COMMON);
    }
}
