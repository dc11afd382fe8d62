package org.demarche.benchmark;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one table of all benchmarks of a run. It is printed anew as it grows, and kept in {@code target/benchmark.txt}. */
final class Figures {
    /** A round in which others took more of the CPUs says nothing about the portal. */
    private static final double MOST_BY_OTHERS = Integer.getInteger("benchmark.others", 7) / 100.0;

    private static final List<String> LINES = new ArrayList<>();

    private Figures() {}

    /**
     * Lets two take turns and adds a line with the median of their rounds' ratios. A round that others disturbed is
     * thrown away and made up for, as often as there are rounds.
     *
     * @param goal the least that the ratio should be
     * @param benchmark the first processes of everything that belongs to the benchmark
     */
    static void compare(String name, double goal, int rounds, Contestant ours, Contestant yardstick, long... benchmark)
            throws Exception {
        List<Contestant.Round> mine = new ArrayList<>();
        List<Contestant.Round> theirs = new ArrayList<>();
        int thrown = 0;
        while (mine.size() < rounds && thrown < rounds) {
            Contestant.Round one = ours.round(benchmark);
            Contestant.Round other = yardstick.round(benchmark);
            if (Math.max(one.others(), other.others()) > MOST_BY_OTHERS) {
                thrown++;
            } else {
                mine.add(one);
                theirs.add(other);
            }
        }
        if (mine.isEmpty()) {
            add(String.format(
                    Locale.ROOT,
                    "%s: no ratio, for others took more than %.0f %% of the CPUs in each of %d rounds",
                    name,
                    100 * MOST_BY_OTHERS,
                    thrown));
            return;
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < mine.size(); i++) {
            ratios.add(mine.get(i).rate() / theirs.get(i).rate());
        }
        add(String.format(
                Locale.ROOT,
                "%-34s %5.2f (%.2f to %.2f, goal %.2f)  %,.0f/s at %,.0f us of CPU  ÷  %s: %,.0f/s at %,.0f us; %d of"
                        + " %d rounds thrown away",
                name,
                median(ratios),
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow(),
                goal,
                median(mine.stream().map(Contestant.Round::rate).toList()),
                median(mine.stream().map(Contestant.Round::cpu).toList()),
                yardstick.name(),
                median(theirs.stream().map(Contestant.Round::rate).toList()),
                median(theirs.stream().map(Contestant.Round::cpu).toList()),
                thrown,
                thrown + mine.size()));
    }

    /**
     * Adds a line with the median of some rounds' rates, where nothing else does the same.
     *
     * @param goal the least that the rate should be, a second
     * @param benchmark the first processes of everything that belongs to the benchmark
     */
    static void rate(String name, double goal, int rounds, Contestant ours, long... benchmark) throws Exception {
        List<Contestant.Round> all = new ArrayList<>();
        int thrown = 0;
        while (all.size() < rounds && thrown < rounds) {
            Contestant.Round round = ours.round(benchmark);
            if (round.others() > MOST_BY_OTHERS) {
                thrown++;
            } else {
                all.add(round);
            }
        }
        List<Double> rates = all.stream().map(Contestant.Round::rate).toList();
        add(String.format(
                Locale.ROOT,
                "%-34s %s at %s us of CPU (goal %,.0f); %d of %d rounds thrown away",
                name,
                range(rates),
                range(all.stream().map(Contestant.Round::cpu).toList()),
                goal,
                thrown,
                thrown + all.size()));
    }

    private static String range(List<Double> values) {
        return values.isEmpty()
                ? "not measured"
                : String.format(
                        Locale.ROOT,
                        "%,.0f (%,.0f to %,.0f)",
                        median(values),
                        values.stream().min(Double::compare).orElseThrow(),
                        values.stream().max(Double::compare).orElseThrow());
    }

    /** Adds a line that was measured in another way. */
    static void add(String line) throws IOException {
        LINES.add(line);
        String table = LINES.stream().collect(joining("\n", "\nRatios, each taken in one run\n", "\n"));
        System.out.println(table);
        Files.writeString(Path.of("target", "benchmark.txt"), table);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
