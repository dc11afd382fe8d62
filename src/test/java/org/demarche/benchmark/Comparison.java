package org.demarche.benchmark;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * One row of the table: what the portal does and what a yardstick does, measured in turns in the same run, so that a
 * busy machine slows both.
 *
 * @param unit what both numbers count
 * @param portal median of the rounds
 * @param yardstick median of the rounds
 * @param ratio median of the rounds' ratios, portal ÷ yardstick
 * @param note what else was seen, such as memory; may be empty
 */
record Comparison(
        String name, String unit, double portal, String against, double yardstick, double ratio, String note) {

    static Comparison measure(
            String name, String unit, int rounds, Callable<Double> portal, String against, Callable<Double> yardstick)
            throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(portal.call());
            theirs.add(yardstick.call());
            ratios.add(ours.get(round) / theirs.get(round));
        }
        return new Comparison(name, unit, median(ours), against, median(theirs), median(ratios), "");
    }

    Comparison with(String remark) {
        return new Comparison(name, unit, portal, against, yardstick, ratio, remark);
    }

    static String table(List<Comparison> rows) {
        String head = String.format(
                Locale.ROOT, "%-10s %12s  %-40s %12s %8s  %s", "row", "portal", "yardstick", "", "ratio", "remarks");
        return rows.stream().map(Comparison::line).collect(joining("\n", "\n" + head + "\n", "\n"));
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%-10s %12.1f  %-40s %12.1f %8.3f  %s %s",
                name,
                portal,
                against,
                yardstick,
                ratio,
                unit,
                note);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
