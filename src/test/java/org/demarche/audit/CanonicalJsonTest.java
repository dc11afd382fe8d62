package org.demarche.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void sortsKeysByTheirUtf16CodeUnits() {
        assertThat(CanonicalJson.of(Map.of("€", "1", "\r", "2", "\ufb33", "3", "1", "4", "😀", "5", "ö", "6")))
                .isEqualTo("{\"\\r\":\"2\",\"1\":\"4\",\"ö\":\"6\",\"€\":\"1\",\"😀\":\"5\",\"\ufb33\":\"3\"}");
    }

    @Test
    void escapesWhatItMustAndNothingElse() {
        assertThat(CanonicalJson.quoted("€$\u000f\nA'B\"\\\\\"/\u007f😀"))
                .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f😀\"");
    }

    @Test
    void refusesHalfACharacter() {
        assertThatThrownBy(() -> CanonicalJson.quoted("\ud83d")).isInstanceOf(IllegalArgumentException.class);
    }
}
