package org.demarche.submission.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContentsTest {
    private static List<LetterText> letters(int versions) {
        return IntStream.rangeClosed(1, versions)
                .boxed()
                .flatMap(version -> Stream.of("ar", "en", "fr", "ky", "ru", "uz")
                        .map(language -> new LetterText(language, version, "text")))
                .toList();
    }

    @Test
    void hasRoomForTwoVersionsOfATextInSixLanguages() {
        assertThat(Contents.sealed(letters(2))).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void refusesMoreFilesThanASealCanCover() {
        assertThatThrownBy(() -> Contents.sealed(letters(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("18 texts");
    }
}
