package org.demarche;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of the security standard names what exists, and answers everything. */
class SecurityTableTest {
    private static final Path TABLE = Path.of("src/doc/asvs.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]+");
    private static final Pattern FILE = Pattern.compile("(src|docker)/\\S+|(README\\.md|pom\\.xml)");

    private static List<Row> rows;

    record Row(String chapter, String number, String asks, String answer) {
        private static Row read(String chapter, String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(5);
            return new Row(chapter, cells[1].strip(), cells[2].strip(), cells[3].strip());
        }

        private List<String> quoted(Pattern kind) {
            return QUOTED.matcher(answer)
                    .results()
                    .map(quote -> quote.group(1))
                    .filter(kind.asMatchPredicate())
                    .toList();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        Stream.Builder<Row> found = Stream.builder();
        String chapter = "";
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("## ")) {
                chapter = line.substring(3).split(" ", 2)[0];
            } else if (line.startsWith("| ") && !line.startsWith("| number |") && !line.startsWith("| ---")) {
                found.add(Row.read(chapter, line));
            }
        }
        rows = found.build().toList();
    }

    @Test
    void numbersEachRequirementOnceInItsChapter() {
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows).extracting(Row::number).doesNotHaveDuplicates();
        assertThat(rows)
                .allSatisfy(row -> assertThat("V" + row.number()).matches(row.chapter() + "\\.[1-9]\\d*\\.[1-9]\\d*"));
    }

    @Test
    void answersEachRequirement() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.asks()).isNotBlank();
            assertThat(row.answer()).matches("(Tested|Built so|Setting|Not met)\\b.{5,}");
            if (row.answer().startsWith("Not met")) {
                assertThat(row.answer()).contains("because");
            }
            if (row.answer().startsWith("Tested")) {
                assertThat(row.quoted(CLASS)).anyMatch(name -> name.matches(".*(Test|IT)"));
            }
        });
    }

    @Test
    void namesOnlyClassesAndFilesThatExist() throws IOException {
        Set<String> classes = classes();

        assertThat(rows).allSatisfy(row -> {
            assertThat(classes).containsAll(row.quoted(CLASS));
            assertThat(row.quoted(FILE))
                    .allSatisfy(file -> assertThat(Path.of(file)).exists());
        });
    }

    @Test
    void namesOnlySettingsThatAnOperatorIsTold() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Pattern setting = Pattern.compile("demarche\\.[a-z.-]+");

        assertThat(rows).flatMap(row -> row.quoted(setting)).isNotEmpty().allSatisfy(name -> assertThat(readme)
                .containsPattern("`" + Pattern.quote(name) + "`"));
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            return sources.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(toSet());
        }
    }
}
