package org.demarche.submission.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void sortsMembersByTheirUtf16CodeUnits() {
        // The examples of RFC 8785, section 3.2.3.
        Map<String, Object> object = new HashMap<>();
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            object.put(name, 1);
        }

        assertThat(CanonicalJson.text(object))
                .isEqualTo(
                        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}");
    }

    @Test
    void escapesOnlyWhatItMust() {
        assertThat(CanonicalJson.text("/\b\t\n\f\r\u0001\u001f\"\\é\u2028"))
                .isEqualTo("\"/\\b\\t\\n\\f\\r\\u0001\\u001f\\\"\\\\é\u2028\"");
    }

    @Test
    void writesListsBooleansAndNothing() {
        Map<String, Object> object = new HashMap<>();
        object.put("b", List.of(1, 2L));
        object.put("a", null);
        object.put("c", true);

        assertThat(CanonicalJson.text(object)).isEqualTo("{\"a\":null,\"b\":[1,2],\"c\":true}");
    }

    @Test
    void refusesFractions() {
        assertThatThrownBy(() -> CanonicalJson.text(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
