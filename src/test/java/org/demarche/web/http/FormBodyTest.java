package org.demarche.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {
    @Test
    void readsFieldsInAnyScriptAndKeepsTheirOrder() {
        assertThat(FormBody.parse("demands=1&name=%D0%90%D0%B7%D0%B8%D0%BC+J.&demands=3&empty=&bare".getBytes(UTF_8)))
                .containsExactly(
                        entry("demands", List.of("1", "3")),
                        entry("name", List.of("Азим J.")),
                        entry("empty", List.of("")),
                        entry("bare", List.of("")));
    }

    @Test
    void readsNothingFromNothing() {
        assertThat(FormBody.parse(new byte[0])).isEmpty();
        assertThat(FormBody.parse("&&".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void keepsEqualsSignsOfAValue() {
        assertThat(FormBody.parse("a=b=c".getBytes(UTF_8))).containsExactly(entry("a", List.of("b=c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=%", "a=%4", "a=%zz", "a=%FF", "a=%C3", "a=%ED%A0%80", "a=%C0%AF", "a=%00", "a=%1b", "%00=a"})
    void refusesBrokenEncodingsAndControlCharacters(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> FormBody.parse(body.getBytes(UTF_8)));
    }

    @Test
    void refusesAFloodOfFields() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormBody.parse("a=b&".repeat(101).getBytes(UTF_8)));
    }

    @Test
    void judgesPathsByTheSameRules() {
        assertThat(FormBody.isWellFormedPath("/en/azimjan-askarov")).isTrue();
        assertThat(FormBody.isWellFormedPath("/en/%D0%90")).isTrue();
        assertThat(FormBody.isWellFormedPath("/en/%zz")).isFalse();
        assertThat(FormBody.isWellFormedPath("/en/%ff")).isFalse();
        assertThat(FormBody.isWellFormedPath("/en/%00")).isFalse();
    }
}
