package org.demarche.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String FIELD = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nКыргыз\r\n";
    private static final String FILE = String.join(
            "\r\n",
            "--x",
            "Content-Disposition: form-data; name=\"f\"; filename=\"p.jpg\"",
            "Content-Type: image/jpeg",
            "",
            "\u0001--x",
            "--y",
            "");

    private static Multipart parse(String body) {
        return Multipart.parse(body.getBytes(StandardCharsets.UTF_8), "x");
    }

    @Test
    void readsFieldsAndTheFile() {
        Multipart form = parse(FIELD + FIELD + FILE + "--x--\r\n");

        assertThat(form.fields()).isEqualTo(Map.of("a", List.of("Кыргыз", "Кыргыз")));
        assertThat(form.file().orElseThrow()).isEqualTo("\u0001--x\r\n--y".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void knowsThatNoFileWasChosen() {
        Multipart form = parse(FILE.replace("p.jpg", "").replace("\u0001--x\r\n--y", "") + "--x--\r\n");

        assertThat(form.file()).isEmpty();
        assertThat(form.fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--y--\r\n",
                "--x",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv",
                "--x\r\nContent-Type: text/plain\r\n\r\nv\r\n--x--\r\n",
                "--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nv\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\u0000\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--x--\r\nmore",
                "preamble\r\n--x--\r\n"
            })
    void refusesWhatIsNotWellFormed(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThatThrownBy(() -> parse(FIELD.repeat(101) + "--x--\r\n")).hasMessage("too many parts");
        assertThatThrownBy(() -> parse(FIELD.replace("Кыргыз", "A".repeat(20_000)) + "--x--\r\n"))
                .hasMessage("too much text");
        assertThatThrownBy(() -> parse(FILE + FILE + "--x--\r\n")).hasMessage("more than one file");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        byte[] body = (FIELD + "--x--\r\n").getBytes(StandardCharsets.ISO_8859_1);
        body[FIELD.indexOf("Кыргыз")] = (byte) 0xff;

        assertThatThrownBy(() -> Multipart.parse(body, "x")).hasMessage("not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data; boundary=----WebKitFormBoundaryAb12, ----WebKitFormBoundaryAb12",
        "multipart/form-data; boundary=\"a b\", ",
        "multipart/form-data; boundary=\"ab\", ab",
        "multipart/form-data; charset=UTF-8; boundary=ab, ab",
        "multipart/form-data; boundary=ab; charset=UTF-8, ab",
        "multipart/form-data; boundary=ab; charset=UTF-16, ",
        "multipart/form-data, ",
        "multipart/mixed; boundary=ab, ",
        "application/x-www-form-urlencoded, "
    })
    void findsTheBoundary(String type, String boundary) {
        assertThat(Multipart.boundary(type).orElse(null)).isEqualTo(boundary);
        assertThat(Multipart.boundary(null)).isEmpty();
    }
}
