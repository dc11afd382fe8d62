package org.demarche.verification.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** RFC 8785, section 3.2.3: an emoji sorts before U+FB33, because its first UTF-16 unit is smaller. */
    @Test
    void sortsKeysByUtf16CodeUnits() {
        Map<String, String> unsorted = Map.of(
                "\u20ac",
                "Euro",
                "\r",
                "Return",
                "\ufb33",
                "Dalet",
                "1",
                "One",
                "\ud83d\ude00",
                "Emoji",
                "\u0080",
                "Control",
                "\u00f6",
                "Letter");
        assertThat(text(unsorted))
                .isEqualTo("{\"\\r\":\"Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Letter\","
                        + "\"\u20ac\":\"Euro\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Dalet\"}");
    }

    @Test
    void escapesAsLittleAsItMay() {
        assertThat(text(List.of("\b\t\n\f\r\"\\/\u0000\u001f\u007f\u2028")))
                .isEqualTo("[\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0000\\u001f\u007f\u2028\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "0",
                "-1",
                "9007199254740991",
                "\"\"",
                "[[],{},[false,null,\"a\\\\b\"]]",
                "{\"a\":{\"b\":[1,2]},\"c\":\"\\u001f\ud83d\ude00\"}"
            })
    void readsWhatItWrites(String canonical) throws Defect {
        Object value = CanonicalJson.read(canonical.getBytes(StandardCharsets.UTF_8));
        assertThat(text(value)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "1\n",
                "[1, 2]",
                "[1,]",
                "{\"a\":1,}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":1}",
                "{a:1}",
                "-0",
                "01",
                "+1",
                "1.0",
                "1e3",
                "9007199254740992",
                "-9007199254740992",
                "99999999999999999999",
                "NaN",
                "nul",
                "True",
                "\"\\/\"",
                "\"\\u0041\"",
                "\"\\u000a\"",
                "\"\\u001F\"",
                "\"\\ud83d\\ude00\"",
                "\"\\x\"",
                "\"\t\"",
                "\"open",
                "[",
                "{\"a\"",
                "\ufeff1",
                "1 2"
            })
    void refusesWhatIsNotCanonical(String json) {
        assertThatThrownBy(() -> CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Defect.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (String hex : List.of("22c08022", "22eda08022", "22ff22")) {
            assertThatThrownBy(() -> CanonicalJson.read(HexFormat.of().parseHex(hex)))
                    .hasMessage("the text is not UTF-8");
        }
    }

    private static String text(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
