package org.demarche.submission.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    private static final List<String> SIX = List.of("ru", "en", "ar", "fr", "ky", "uz");

    @TempDir
    private Path folder;

    private Path content;

    @BeforeEach
    void makeFolders() throws IOException {
        content = Files.createDirectory(folder.resolve("content"));
        Files.createDirectories(content.resolve("data/signatories"));
    }

    private void bind(int volumes) throws IOException {
        for (int volume = 1; volume <= volumes; volume++) {
            Files.createFile(content.resolve("data/signatories/signatories-" + volume + ".pdf"));
        }
    }

    @Test
    void hasRoomForEveryLanguageAndVolumeThatThereCanBe() throws IOException {
        bind(8);

        assertThat(new Contents(SIX, content).sealed(Copy.FULL)).hasSize(28);
    }

    @Test
    void standsInTheOrderOfTheFormatWithTheAddresseesLetterFirst() throws IOException {
        bind(2);

        assertThat(new Contents(List.of("ru", "en"), content).sealed(Copy.FULL).keySet())
                .containsExactly(
                        "bagit.txt",
                        "bag-info.txt",
                        "manifest-sha256.txt",
                        "tagmanifest-sha256.txt",
                        "START-HERE.pdf",
                        "data/manifest.json",
                        "data/checkpoint.txt",
                        "data/letters.json",
                        "data/cover-letter-ru.pdf",
                        "data/cover-letter-en.pdf",
                        "data/method.txt",
                        "data/statistics.json",
                        "data/statistics.pdf",
                        "data/rows.jsonl",
                        "data/signatories/openings.jsonl",
                        "data/signatories/signatories.csv",
                        "data/signatories/signatories-1.pdf",
                        "data/signatories/signatories-2.pdf");
    }

    @Test
    void takesTheSignatoriesAndNothingElseOutOfTheRedactedCopy() throws IOException {
        bind(1);
        Contents contents = new Contents(SIX, content);
        Set<String> missing = new TreeSet<>(contents.sealed(Copy.FULL).keySet());
        missing.removeAll(contents.sealed(Copy.REDACTED).keySet());

        assertThat(missing)
                .containsExactly(
                        "data/signatories/openings.jsonl",
                        "data/signatories/signatories-1.pdf",
                        "data/signatories/signatories.csv");
        contents.sealed(Copy.REDACTED).forEach((name, file) -> {
            if (name.startsWith("data/") || name.equals("START-HERE.pdf")) {
                assertThat(file).isEqualTo(contents.sealed(Copy.FULL).get(name));
            }
        });
    }
}
