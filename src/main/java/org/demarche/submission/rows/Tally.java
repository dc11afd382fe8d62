package org.demarche.submission.rows;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;

/** Counts rows by all that is published of them: {@code data/statistics.json}. */
public final class Tally {
    private final Map<Kind, Counter> kinds = new HashMap<>();
    private final int demandCount;

    /** Rows that statistics do not tell apart. There are few kinds, however many rows. */
    private record Kind(Cell cell, Support demands, Visibility visibility) {}

    private static final class Counter {
        private long count;
    }

    /**
     * @param demandCount how many demands there are, numbered from 1; each is counted, be it with none
     */
    Tally(int demandCount) {
        this.demandCount = demandCount;
    }

    void add(Entry entry) {
        kinds.computeIfAbsent(new Kind(entry.cell(), entry.demands(), entry.visibility()), kind -> new Counter())
                .count++;
    }

    byte[] bytes() {
        Map<String, Long> channel = new TreeMap<>();
        Map<String, Long> country = new TreeMap<>();
        Map<String, Long> language = new TreeMap<>();
        Map<String, Long> period = new TreeMap<>();
        Map<String, Long> demands = new TreeMap<>();
        Map<String, Long> visibility = new TreeMap<>();
        for (int demand = 1; demand <= demandCount; demand++) {
            demands.put(Integer.toString(demand), 0L);
        }
        for (Visibility each : Visibility.values()) {
            visibility.put(each.name(), 0L);
        }
        kinds.forEach((kind, counter) -> {
            channel.merge(kind.cell().channel(), counter.count, Long::sum);
            country.merge(kind.cell().country(), counter.count, Long::sum);
            language.merge(kind.cell().language(), counter.count, Long::sum);
            period.merge(kind.cell().period(), counter.count, Long::sum);
            kind.demands().numbers().forEach(demand -> demands.merge(demand.toString(), counter.count, Long::sum));
            visibility.merge(kind.visibility().name(), counter.count, Long::sum);
        });
        return CanonicalJson.bytes(Map.of(
                "channel", channel,
                "country", country,
                "demands", demands,
                "language", language,
                "period", period,
                "visibility", visibility));
    }
}
