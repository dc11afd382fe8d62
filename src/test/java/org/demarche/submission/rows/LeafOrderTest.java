package org.demarche.submission.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.vault.Sealed;
import org.demarche.verification.Leaf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeafOrderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "500, 1", "20000, 4", "20000, 512"})
    void handsRowsBackWholeInTheOrderOfTheirLeaves(int rows, int files) throws IOException {
        // What is expected decides into how many files rows are spread: 8192 to a file.
        long expected = (files - 1) * 8192L;
        List<Spooled> in = new ArrayList<>();
        List<Spooled> out = new ArrayList<>();
        Random random = new Random(rows);
        try (LeafOrder order = new LeafOrder(folder, expected)) {
            for (int i = 0; i < rows; i++) {
                Spooled row = Spooled.of(entry(random, i));
                in.add(row);
                order.add(row);
            }
            order.forEach(out::add);
        }

        try (Stream<Path> spooled = Files.list(folder)) {
            assertThat(spooled).hasSize(files);
        }
        in.sort(null);
        assertThat(out).isEqualTo(in).isSorted();
        for (int i = 0; i < rows; i++) {
            Entry entry = in.get(i).entry();
            assertThat(out.get(i).entry().line()).isEqualTo(entry.line());
            assertThat(out.get(i).entry().identity()).isEqualTo(entry.identity());
            assertThat(Leaf.hash(out.get(i).entry().line()))
                    .isEqualTo(out.get(i).leaf());
        }
    }

    private static Entry entry(Random random, int i) {
        byte[] name = new byte[32];
        byte[] initials = new byte[32];
        random.nextBytes(name);
        random.nextBytes(initials);
        boolean named = i % 2 == 0;
        return new Entry(
                new Cell(i % 3 == 0 ? "*" : "CH", "fr", "2026-11", "PAGE"),
                1,
                Support.of(1, 3),
                named ? Visibility.FULL : Visibility.COUNTED,
                name,
                initials,
                named ? Optional.of(new Sealed(i, name)) : Optional.empty());
    }
}
