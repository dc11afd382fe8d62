package org.demarche.petition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {
    private static Letter letter(String title, String summary) {
        return new Letter(
                "en",
                1,
                LocalDate.of(2016, 6, 10),
                title,
                summary,
                List.of("Ms A", "Office"),
                "Dear Ms A,",
                List.of("First.", "Second."),
                "I ask:",
                List.of(new Letter.Clause(1, "Stop", "Stop it.")),
                "Yours");
    }

    @Test
    void writesItsCanonicalTextInBlocks() {
        assertThat(letter("Café", "s").canonicalText())
                .isEqualTo(
                        """
                        Café

                        2016-06-10

                        Ms A
                        Office

                        Dear Ms A,

                        First.

                        Second.

                        I ask:

                        1. Stop
                        Stop it.

                        Yours
                        """);
    }

    @Test
    void hashesTheSameTextAlikeHoweverItsAccentsAreTyped() {
        assertThat(letter("Cafe\u0301", "s").sha256())
                .isEqualTo(letter("Caf\u00e9", "s").sha256());
    }

    @Test
    void isAnotherTextWhenAWordChangesButNotWhenTheSummaryDoes() {
        assertThat(letter("Title", "s").sha256())
                .isNotEqualTo(letter("Titel", "s").sha256());
        assertThat(letter("Title", "s").sha256())
                .isEqualTo(letter("Title", "other").sha256());
    }
}
