package org.demarche.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.demarche.petition.Petition;
import org.demarche.signature.Support;

/**
 * Counts signatures for everybody to see. Only whole tens are let in, in the order in which they were confirmed: what
 * changes from one publication to the next is the work of ten people or more, so whoever watches while one person
 * confirms does not learn what that person chose.
 */
@ApplicationScoped
class CountedCells {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected CountedCells() {}

    CountedCells(EntityManager database) {
        this.database = database;
    }

    /** When the last signature was confirmed that is let in, of those in the published count; empty before the tenth. */
    @Transactional
    Optional<Instant> asOf(long petitionId) {
        return published(petitionId).flatMap(window -> {
            long total = ((Number) window[0]).longValue();
            if (total < SmallCells.FEWEST) {
                return Optional.empty();
            }
            List<?> last = database.createNativeQuery("select confirmed_at from signature where petition_id = ?1"
                            + " and state = 'CONFIRMED' and confirmed_at <= ?2 order by confirmed_at desc"
                            + " limit 1 offset " + total % SmallCells.FEWEST)
                    .setParameter(1, petitionId)
                    .setParameter(2, Timestamp.from(instant(window[1])))
                    .getResultList();
            return last.stream().map(CountedCells::instant).findFirst();
        });
    }

    /**
     * All figures of those confirmed until then; empty where these are not whole tens, because somebody withdrew, or was
     * struck out, since the published count was taken: the difference would be that person.
     */
    @Transactional
    Optional<Figures> figures(Petition petition, Instant asOf) {
        List<?> rows = database.createNativeQuery(
                        """
                        select country, language, of_month, demands, count(*) from (
                            select country, language, demands,
                                to_char(confirmed_at at time zone 'UTC', 'YYYY-MM') as of_month
                            from signature where petition_id = ?1 and state = 'CONFIRMED' and confirmed_at <= ?2
                        ) counted group by country, language, of_month, demands""")
                .setParameter(1, petition.id())
                .setParameter(2, Timestamp.from(asOf))
                .getResultList();
        Map<String, Long> countries = new TreeMap<>();
        Map<String, Long> languages = new TreeMap<>();
        Map<String, Long> months = new TreeMap<>();
        SortedMap<Integer, Long> demands = new TreeMap<>();
        petition.demands().forEach(demand -> demands.put(demand.number(), 0L));
        long all = 0;
        for (Object row : rows) {
            Object[] cell = (Object[]) row;
            long count = ((Number) cell[4]).longValue();
            countries.merge(cell[0].toString().strip(), count, Long::sum);
            languages.merge(cell[1].toString(), count, Long::sum);
            months.merge(cell[2].toString(), count, Long::sum);
            Support.ofBits(((Number) cell[3]).intValue())
                    .numbers()
                    .forEach(number -> demands.merge(number, count, Long::sum));
            all += count;
        }
        if (all % SmallCells.FEWEST != 0) {
            return Optional.empty();
        }
        return Optional.of(new Figures(
                Optional.of(asOf),
                all,
                tellable(demands, all),
                SmallCells.pooled(countries),
                SmallCells.pooled(languages),
                SmallCells.pooled(months)));
    }

    private static SortedMap<Integer, Optional<Long>> tellable(Map<Integer, Long> demands, long all) {
        SortedMap<Integer, Optional<Long>> shown = new TreeMap<>();
        demands.forEach((number, count) ->
                shown.put(number, Optional.of(count).filter(part -> SmallCells.isTellable(part, all))));
        return shown;
    }

    private Optional<Object[]> published(long petitionId) {
        List<?> rows = database.createNativeQuery(
                        "select total, folded_until from published_count where petition_id = ?1")
                .setParameter(1, petitionId)
                .getResultList();
        return rows.stream().map(Object[].class::cast).findFirst();
    }

    /** Drivers differ in what they make of a moment. */
    private static Instant instant(Object stored) {
        return stored instanceof OffsetDateTime moment ? moment.toInstant() : ((Timestamp) stored).toInstant();
    }
}
