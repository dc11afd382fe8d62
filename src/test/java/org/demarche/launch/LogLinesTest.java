package org.demarche.launch;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {
    private static LogRecord entry(String message, Object... parameters) {
        LogRecord entry = new LogRecord(Level.WARNING, message);
        entry.setInstant(Instant.parse("2026-11-23T18:00:00.123456Z"));
        entry.setLoggerName("org.demarche.mail.Postman");
        entry.setParameters(parameters);
        return entry;
    }

    private static JsonObject read(String line) {
        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n", "\r");
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @Test
    void writesOneObjectALine() {
        JsonObject line = read(new LogLines(true).format(entry("{0} said \"no\"\r\n\tand \\ \u0001 \uD800", "Петров")));

        assertThat(line.getString("time")).isEqualTo("2026-11-23T18:00:00.123Z");
        assertThat(line.getString("level")).isEqualTo("WARNING");
        assertThat(line.getString("logger")).isEqualTo("org.demarche.mail.Postman");
        assertThat(line.getString("message")).startsWith("Петров said \"no\"\r\n\tand \\ \u0001 ");
        assertThat(line).doesNotContainKey("thrown");
    }

    @Test
    void tellsWhatWasThrownAndNotWhomItNames() {
        LogRecord entry = entry("failed");
        entry.setThrown(new IllegalStateException("no", new IllegalArgumentException("not jane@example.org")));

        assertThat(read(new LogLines(true).format(entry)).getString("thrown"))
                .startsWith("java.lang.IllegalStateException: no")
                .contains("IllegalArgumentException: not [mail address]", "LogLinesTest")
                .doesNotContain("jane");
        assertThat(new LogLines(false).format(entry))
                .startsWith("2026-11-23T18:00:00.123Z WARNING org.demarche.mail.Postman failed")
                .contains("not [mail address]");
    }

    @ParameterizedTest
    @CsvSource({
        "to <jane.doe+tag@example.org>; try, to <[mail address]>; try",
        "иван@пример.рф ушёл, [mail address] ушёл",
        "from 203.0.113.7:4711, from [IP address]:4711",
        "from /203.0.113.7, from /[IP address]",
        "from 203.0.113.7., from [IP address].",
        "from [2001:db8::17]:443, from [[IP address]]:443",
        "from 2001:db8:0:0:0:0:0:17, from [IP address]",
        "from fe80::1%eth0, from [IP address]%eth0",
        "GET /en/confirm/0123456789abcdefghijABCDEFGHIJ-_0123456789a, GET /en/confirm/[secret]",
    })
    void leavesOutWhatCouldBeSomebodys(String text, String rest) {
        assertThat(LogLines.withoutPeople(text)).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection to 127.0.0.1:5432 refused",
                "at [::1]:8080",
                "at 0:0:0:0:0:0:0:1",
                "Payara Micro 6.2025.10 and 1.2.3",
                "at 18:00:01.123 and 12:30:45",
                "org.demarche.mail.Postman::work",
                "lambda$work$0@1a2b3c",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            })
    void keepsTheRest(String text) {
        assertThat(LogLines.withoutPeople(text)).isEqualTo(text);
    }
}
