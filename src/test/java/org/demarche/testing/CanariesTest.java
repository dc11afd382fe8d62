package org.demarche.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.demarche.testing.Canaries.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanariesTest {
    private static final String LATIN = "Zqxvokta";
    private static final String CYRILLIC = "Щъэжбюкин";

    private final Canaries canaries = new Canaries(List.of(LATIN, CYRILLIC));

    static Stream<byte[]> forms() {
        return Stream.of(LATIN, CYRILLIC)
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)))
                .flatMap(CanariesTest::forms);
    }

    private static Stream<byte[]> forms(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return Stream.of(
                bytes,
                name.getBytes(UTF_16BE),
                name.getBytes(UTF_16LE),
                new String(bytes, ISO_8859_1).getBytes(UTF_8),
                URLEncoder.encode(name, UTF_8).getBytes(UTF_8),
                HexFormat.of().formatHex(bytes).getBytes(UTF_8),
                HexFormat.of().withUpperCase().formatHex(bytes).getBytes(UTF_8),
                Base64.getEncoder().encode(bytes),
                Base64.getEncoder().encode(("1" + name + "1").getBytes(UTF_8)),
                Base64.getUrlEncoder().encode(("12" + name + "12").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void seesACanaryInEveryForm(byte[] form) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {0, 1, 2, 3, 4});
        file.write(form);
        file.write(5);

        assertThat(canaries.in("here", file.toByteArray())).isNotEmpty();
        assertThat(canaries.in("here", form)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zq", "Zqxvokt", "qxvokta", "Щъэжбюки", "somebody else"})
    void seesNothingElse(String text) {
        assertThat(canaries.in("here", text)).isEmpty();
    }

    @Test
    void looksIntoFilesAndAtTheirNames(@TempDir Path folder) throws Exception {
        Path inner = Files.createDirectories(folder.resolve("a").resolve("b"));
        Files.writeString(inner.resolve("c"), "name=" + LATIN);
        Files.writeString(inner.resolve(LATIN), "nothing");
        Files.writeString(inner.resolve("spared"), CYRILLIC);

        assertThat(canaries.under(folder, file -> !file.endsWith("spared")))
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("a/b/c", "the name a/b/" + LATIN);
    }

    @Test
    void looksIntoTextsAndBytesOfADatabase() throws Exception {
        try (Connection database = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = database.createStatement()) {
            statement.execute("create table t (a varchar, b varbinary, c integer)");
            statement.execute("insert into t values ('is " + LATIN + "', stringtoutf8('" + CYRILLIC + "'), 1)");
            statement.execute("insert into t values (null, null, null)");

            assertThat(canaries.in(database))
                    .extracting(Finding::where)
                    .containsExactlyInAnyOrder("\"PUBLIC\".\"T\".A", "\"PUBLIC\".\"T\".B");
        }
    }
}
