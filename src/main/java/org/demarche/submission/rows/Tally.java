package org.demarche.submission.rows;

import java.util.Map;
import java.util.TreeMap;
import org.demarche.signature.Visibility;

/** Counts rows by all that is published of them: {@code data/statistics.json}. */
public final class Tally {
    private final Map<String, Long> country = new TreeMap<>();
    private final Map<String, Long> language = new TreeMap<>();
    private final Map<String, Long> period = new TreeMap<>();
    private final Map<String, Long> demands = new TreeMap<>();
    private final Map<String, Long> visibility = new TreeMap<>();

    /**
     * @param demandCount how many demands there are, numbered from 1; each is counted, be it with none
     */
    Tally(int demandCount) {
        for (int demand = 1; demand <= demandCount; demand++) {
            demands.put(Integer.toString(demand), 0L);
        }
        for (Visibility each : Visibility.values()) {
            visibility.put(each.name(), 0L);
        }
    }

    void add(Spooled row) {
        country.merge(row.cell().country(), 1L, Long::sum);
        language.merge(row.cell().language(), 1L, Long::sum);
        period.merge(row.cell().period(), 1L, Long::sum);
        row.demands().forEach(demand -> demands.merge(demand.toString(), 1L, Long::sum));
        visibility.merge(row.visibility().name(), 1L, Long::sum);
    }

    byte[] bytes() {
        return CanonicalJson.bytes(Map.of(
                "country", country,
                "demands", demands,
                "language", language,
                "period", period,
                "visibility", visibility));
    }
}
