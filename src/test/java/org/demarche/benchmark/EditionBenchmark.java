package org.demarche.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.submission.compile.MeasuredEdition;
import org.demarche.testing.Postgres;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an edition costs beside PostgreSQL's own {@code COPY} of the same rows, and how that grows with them. Needs
 * PostgreSQL; compiles in this JVM, which has 512 MiB, and verifies in one that has 256. {@code -Dbenchmark.editions}
 * names the numbers of signatures, such as {@code 10000,100000,1000000,6100000}.
 */
class EditionBenchmark {
    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("benchmark.editions", "10000,100000,1000000")
                            .split(","))
            .map(Integer::valueOf)
            .toList();

    /** A small edition first, that is not measured: compilers have to settle. */
    private static final int WARM_UP = 50_000;

    @TempDir
    private Path folder;

    /** Seconds for each step; the yardstick is the median of three runs between the steps. */
    private record Made(
            int rows,
            double copy,
            double freeze,
            double writing,
            double documents,
            double annex,
            double sealing,
            double verifying,
            long heap,
            long megabytes) {
        double whole() {
            return writing + documents + sealing;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%,10d %8.2f s %9.2f %9.2f %11.2f %9.2f %9.2f %12.0f %12.0f %8d MiB %8d MB",
                    rows,
                    copy,
                    freeze / copy,
                    writing / copy,
                    whole() / copy,
                    sealing / copy,
                    verifying / copy,
                    rows / writing,
                    annex,
                    heap,
                    megabytes);
        }
    }

    @Test
    void makesEditionsOfMillionsInBoundedMemory() throws Exception {
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        make(WARM_UP);
        List<Made> all = new ArrayList<>();
        for (int size : SIZES) {
            all.add(make(size));
        }
        String table = table(all);
        Figures.add(table);
        assertThat(all).hasSameSizeAs(SIZES);
    }

    private Made make(int people) throws Exception {
        Path data = Files.createDirectories(folder.resolve(Integer.toString(people)));
        try (TestDatabase database = TestDatabase.postgres(Postgres.found().orElseThrow())) {
            MeasuredEdition edition = MeasuredEdition.of(database, data, people);
            LiveHeap heap = new LiveHeap(people);
            double freeze = seconds(() -> {
                edition.freeze();
                return null;
            });
            edition.copyOut();
            double first = seconds(edition::copyOut);
            double looked = heap.seconds();
            double writing = seconds(() -> {
                        edition.writeRows(heap.watch());
                        return null;
                    })
                    - (heap.seconds() - looked);
            double second = seconds(edition::copyOut);
            double lookedAgain = heap.seconds();
            LongConsumer watch = heap.watch();
            Stretch annex = new Stretch();
            double documents = seconds(() -> {
                        // The list of signatories alone tells how far it is.
                        edition.writeDocuments(rows -> {
                            watch.accept(rows);
                            annex.line(heap.seconds());
                        });
                        return null;
                    })
                    - (heap.seconds() - lookedAgain);
            double third = seconds(edition::copyOut);
            Path[] sealed = new Path[1];
            double sealing = seconds(() -> sealed[0] = edition.seal());
            heap.look();
            double verifying = seconds(() -> verify(sealed[0]));
            double copy = Stream.of(first, second, third).sorted().toList().get(1);
            return new Made(
                    people,
                    copy,
                    freeze,
                    writing,
                    documents,
                    annex.linesPerSecond(),
                    sealing,
                    verifying,
                    heap.mebibytes(),
                    Files.size(sealed[0]) / 1_000_000);
        }
    }

    private static String table(List<Made> all) {
        String head = String.format(
                Locale.ROOT,
                "%10s %10s %9s %9s %11s %9s %9s %12s %12s %12s %11s",
                "signatures",
                "COPY",
                "freeze",
                "rows",
                "whole",
                "seal",
                "verify",
                "rows/s",
                "named/s",
                "live heap",
                "package");
        String lines = all.stream().map(Made::line).collect(Collectors.joining("\n"));
        Made smallest = all.get(0);
        Made largest = all.get(all.size() - 1);
        double growth = all.size() < 2
                ? Double.NaN
                : Math.log(largest.whole() / smallest.whole()) / Math.log((double) largest.rows() / smallest.rows());
        return "\nTimes are multiples of COPY's in the same run\n" + head + "\n" + lines
                + String.format(Locale.ROOT, "%nThe whole grows with the power %.2f of the rows%n", growth);
    }

    /** From the first line of the list of signatories to the last. */
    private static final class Stretch {
        private long first;
        private long last;
        private long lines;
        private double before;
        private double looked;

        /** @param looking how long has been looked at the heap until now, in seconds */
        void line(double looking) {
            last = System.nanoTime();
            if (lines == 0) {
                first = last;
                before = looking;
            }
            looked = looking - before;
            lines++;
        }

        double linesPerSecond() {
            return lines / ((last - first) / 1e9 - looked);
        }
    }

    private static Void verify(Path sealed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        System.getProperty("portal.verifier"),
                        sealed.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        return null;
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }
}
