package org.demarche.submission.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.demarche.verification.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the list of signatories is set, and whether it keeps within one page's memory however long it is: the same
 * list short and long, in the same run. Its names are in all scripts, a fifth of them from right to left, which are the
 * slow ones. {@code -Dbenchmark.rows} names more or fewer people.
 */
class SignatoryListBenchmark {
    private static final long NAMED = Long.getLong("benchmark.rows", 1_000_000);
    private static final long FEW = NAMED / 10;
    private static final double GOAL = 100_000;

    @TempDir
    Path content;

    @Test
    void setsAHundredThousandRowsASecondWithinBoundedMemory() throws IOException {
        set(FEW);
        Run few = set(FEW);
        Run all = set(NAMED);

        report(few);
        report(all);
        assertThat(all.perSecond()).isGreaterThan(GOAL);
        assertThat(all.heap).isLessThan(few.heap + (64 << 20));
    }

    private record Run(long named, double seconds, long heap, long bytes) {
        double perSecond() {
            return named / seconds;
        }
    }

    private Run set(long named) throws IOException {
        Facts facts = SampleFacts.named(named);
        SampleFacts.write(facts, content);
        AtomicLong heap = new AtomicLong();
        long start = System.nanoTime();
        new SignatoryList(facts, row -> sample(row, heap)).write(content);
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = 0;
        try (Stream<Path> files = Files.list(content.resolve(Layout.SIGNATORIES))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".pdf")).toList()) {
                bytes += Files.size(file);
            }
        }
        return new Run(named, seconds, heap.get(), bytes);
    }

    /** What lives after a collection, at some places of the list. */
    private static void sample(long row, AtomicLong heap) {
        if (row % 200_000 == 199_999) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            heap.accumulateAndGet(runtime.totalMemory() - runtime.freeMemory(), Math::max);
        }
    }

    private static void report(Run run) {
        System.out.printf(
                Locale.ROOT,
                "list of %,d signatories: %.2f s, %,.0f rows/s, %d MiB live, %d MiB of PDF%n",
                run.named,
                run.seconds,
                run.perSecond(),
                run.heap >> 20,
                run.bytes >> 20);
    }
}
