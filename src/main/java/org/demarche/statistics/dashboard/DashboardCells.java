package org.demarche.statistics.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.petition.Petition;
import org.demarche.signature.Support;
import org.demarche.signature.marks.MailDomains;
import org.demarche.statistics.dashboard.Dashboard.Sent;
import org.demarche.statistics.dashboard.Dashboard.Slot;
import org.demarche.statistics.dashboard.Dashboard.Trend;

/** Counts a dashboard. Each statement is answered by one index alone, without a look at the wide rows behind it. */
@ApplicationScoped
class DashboardCells {
    static final int HOURS = 48;
    static final int DAYS = 90;

    /** How far back forms are counted, in days. */
    private static final List<Integer> SENT = List.of(1, 7, 30);

    private static final int MOST_TRENDS = 8;
    private static final int WORTH_A_LOOK = 5;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private MailDomains domains;

    protected DashboardCells() {}

    @Inject
    DashboardCells(MailDomains domains) {
        this.domains = domains;
    }

    DashboardCells(EntityManager database, MailDomains domains) {
        this(domains);
        this.database = database;
    }

    @Transactional
    Dashboard count(Petition petition, Instant now) {
        Map<String, Long> countries = new HashMap<>();
        Map<String, Long> languages = new HashMap<>();
        SortedMap<Integer, Long> demands = new TreeMap<>();
        petition.demands().forEach(demand -> demands.put(demand.number(), 0L));
        long counted = 0;
        for (Object[] cell : rows(database.createNativeQuery("select country, language, demands, count(*)"
                        + " from signature where petition_id = ?1 and state = 'CONFIRMED'"
                        + " group by country, language, demands")
                .setParameter(1, petition.id()))) {
            long count = number(cell[3]);
            countries.merge(cell[0].toString().strip(), count, Long::sum);
            languages.merge(cell[1].toString(), count, Long::sum);
            Support.ofBits((int) number(cell[2])).numbers().forEach(demand -> demands.merge(demand, count, Long::sum));
            counted += count;
        }
        return new Dashboard(
                now,
                slots(petition.id(), HOUR, HOURS, now),
                slots(petition.id(), DAY, DAYS, now),
                sent(petition.id(), now),
                counted,
                demands,
                mostFirst(countries),
                mostFirst(languages),
                mail(),
                trends(petition.id(), "domain_mark", DAY, 7, now, mark -> domains.name(petition.id(), mark)),
                trends(petition.id(), "network_mark", HOUR, 23, now, mark -> Optional.empty()));
    }

    /** As many hours or days as are asked for, the present one last. */
    private List<Slot> slots(long petitionId, Duration length, int many, Instant now) {
        long last = now.getEpochSecond() / length.toSeconds();
        long first = last - many + 1;
        Map<Long, Long> counts = new HashMap<>();
        // The length is no parameter: a database takes each place of one for another value, and groups by neither.
        rows(database.createNativeQuery("select cast(floor(extract(epoch from confirmed_at) / " + length.toSeconds()
                                + ") as bigint) as span, count(*) from signature"
                                + " where petition_id = ?1 and confirmed_at >= ?2 group by span")
                        .setParameter(1, petitionId)
                        .setParameter(2, Timestamp.from(Instant.ofEpochSecond(first * length.toSeconds()))))
                .forEach(row -> counts.put(number(row[0]), number(row[1])));
        return IntStream.range(0, many)
                .mapToLong(i -> first + i)
                .mapToObj(slot ->
                        new Slot(Instant.ofEpochSecond(slot * length.toSeconds()), counts.getOrDefault(slot, 0L)))
                .toList();
    }

    private SortedMap<Integer, Sent> sent(long petitionId, Instant now) {
        SortedMap<Integer, Sent> sent = new TreeMap<>();
        for (int days : SENT) {
            long forms = 0;
            long confirmed = 0;
            for (Object[] row : rows(database.createNativeQuery("select outcome, count(*) from attempt"
                            + " where petition_id = ?1 and created_at >= ?2 group by outcome")
                    .setParameter(1, petitionId)
                    .setParameter(2, Timestamp.from(now.minus(DAY.multipliedBy(days)))))) {
                forms += number(row[1]);
                confirmed += row[0].equals("CONFIRMED") || row[0].equals("DUPLICATE") ? number(row[1]) : 0;
            }
            sent.put(days, new Sent(forms, confirmed));
        }
        return sent;
    }

    private Dashboard.Mail mail() {
        Object[] queue = rows(database.createNativeQuery(
                        "select count(next_try_at), count(*) - count(next_try_at) from outbox"))
                .get(0);
        Number returning =
                (Number) database.createNativeQuery("select count(*) from address_mark where kind = 'BOUNCED'")
                        .getSingleResult();
        return new Dashboard.Mail(number(queue[0]), number(queue[1]), returning.longValue());
    }

    /** What grows fastest in the last hour or day, against as many before it as are asked for. */
    private List<Trend> trends(
            long petitionId,
            String mark,
            Duration recent,
            int before,
            Instant now,
            Function<String, Optional<String>> name) {
        Instant since = now.minus(recent);
        return rows(database.createNativeQuery("select " + mark
                                + ", sum(case when confirmed_at >= ?3 then 1 else 0 end) as recent, count(*)"
                                + " from signature where petition_id = ?1 and confirmed_at >= ?2 and " + mark
                                + " is not null group by " + mark + " order by recent desc limit 200")
                        .setParameter(1, petitionId)
                        .setParameter(2, Timestamp.from(since.minus(recent.multipliedBy(before))))
                        .setParameter(3, Timestamp.from(since)))
                .stream()
                .map(row -> new Trend(
                        row[0].toString(),
                        name.apply(row[0].toString()),
                        number(row[1]),
                        (double) (number(row[2]) - number(row[1])) / before))
                .filter(trend -> trend.recent() >= WORTH_A_LOOK)
                .sorted(Comparator.comparingDouble(Trend::growth)
                        .thenComparing(Trend::recent)
                        .reversed())
                .limit(MOST_TRENDS)
                .toList();
    }

    private static List<Map.Entry<String, Long>> mostFirst(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> cells = new ArrayList<>(counts.entrySet());
        cells.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return cells.stream()
                .map(cell -> Map.entry(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static List<Object[]> rows(Query query) {
        return Stream.of(query.getResultList().toArray())
                .map(Object[].class::cast)
                .toList();
    }

    private static long number(Object counted) {
        return ((Number) counted).longValue();
    }
}
