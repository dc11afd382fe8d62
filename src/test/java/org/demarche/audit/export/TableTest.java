package org.demarche.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables as programs and spreadsheets read them. */
class TableTest {
    private static String written(Format format, List<?>... rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Table table = format.begin(out, List.of("name", "number", "parts"))) {
            for (List<?> row : rows) {
                table.row(row);
            }
        }
        return out.toString(UTF_8);
    }

    @Test
    void csvQuotesWhatItMustAndDefusesFormulas() throws IOException {
        String csv = written(
                Format.CSV,
                List.of("=HYPERLINK(\"http://evil.example\")", -7L, List.of("1", "3")),
                List.of("a, \"b\"\nc", 0L, List.of()));

        assertThat(csv)
                .isEqualTo(
                        """
                        name,number,parts\r
                        "'=HYPERLINK(""http://evil.example"")",-7,1 3\r
                        "a, ""b""
                        c",0,\r
                        """);
    }

    @Test
    void csvDefusesWhatAListBeginsWith() throws IOException {
        assertThat(written(Format.CSV, List.of("", 1L, List.of("@SUM(A1)", "x"))))
                .endsWith(",1,'@SUM(A1) x\r\n");
    }

    @Test
    void jsonKeepsTypesAndTextsAsTheyAre() throws IOException {
        String json = written(Format.JSON, List.of("=1+1 \"Ä\"", Long.MAX_VALUE, List.of("1", "3")));

        try (var reader = Json.createReader(new ByteArrayInputStream(json.getBytes(UTF_8)))) {
            JsonArray rows = reader.readArray();
            assertThat(rows).hasSize(1);
            assertThat(rows.getJsonObject(0).getString("name")).isEqualTo("=1+1 \"Ä\"");
            assertThat(rows.getJsonObject(0).getJsonNumber("number").longValueExact())
                    .isEqualTo(Long.MAX_VALUE);
            assertThat(rows.getJsonObject(0).getJsonArray("parts")).hasToString("[\"1\",\"3\"]");
        }
    }

    @Test
    void anEmptyTableIsATable() throws IOException {
        assertThat(written(Format.CSV)).isEqualTo("name,number,parts\r\n");
        assertThat(written(Format.JSON)).isEqualTo("[]");
    }

    @Test
    void aFormatIsKnownByItsFileEnding() {
        assertThat(Format.named("csv")).contains(Format.CSV);
        assertThat(Format.named("CSV")).isEmpty();
        assertThat(Format.named(null)).isEmpty();
    }
}
