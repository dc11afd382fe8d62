package org.demarche.submission.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.submission.Edition;
import org.demarche.submission.rows.Cell;

/** What editions freeze of signatures: counted, copied and let go within the database. */
@ApplicationScoped
public class Snapshots {
    /** Of a signature {@code s}: it counts now and was confirmed before a cut-off, ?1 being the petition, ?2 the moment. */
    private static final String CONFIRMED = "s.petition_id = ?1 and s.confirmed_at < ?2 and s.state = 'CONFIRMED'";

    /** Of a signature {@code s}: nobody's row is ever in two editions. */
    private static final String NOT_DELIVERED =
            """
            not exists (select 1 from edition_entry e join edition d on d.petition_id = e.petition_id
                and d.id = e.edition_id and d.state = 'DELIVERED'
                where e.petition_id = s.petition_id and e.signature_id = s.id)""";

    /** Of a signature {@code s}: its number is one of a portion's. */
    private static final String OF_PORTION = "s.id > ?3 and s.id <= ?4";

    /** The same, where all entries of a portion are looked at once and not for each signature anew. */
    private static final String NOT_DELIVERED_OF_PORTION =
            NOT_DELIVERED.replace(" = s.id)", " = s.id and e.signature_id > ?3 and e.signature_id <= ?4)");

    static final int PORTION = 50_000;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private final int portion;

    protected Snapshots() {
        portion = PORTION;
    }

    /** @param portion so many signatures at a time are copied */
    Snapshots(EntityManager database, int portion) {
        this.database = database;
        this.portion = portion;
    }

    /** Whether a confirmed signature that is in no delivered edition yet was there before a moment. */
    public boolean hasNew(long petitionId, Instant cutoff) {
        // The newest first: where there are any, they are among those.
        return !database.createNativeQuery("select s.id from signature s where %s and %s order by s.confirmed_at desc"
                        .formatted(CONFIRMED, NOT_DELIVERED))
                .setParameter(1, petitionId)
                .setParameter(2, Timestamp.from(cutoff))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Has everything that this transaction reads be of one moment, whatever others commit meanwhile; to be called before
     * it reads anything. The embedded database cannot: there, who changes something in between is found by the sums.
     */
    void holdStill() {
        if (isPostgres()) {
            database.createNativeQuery("set transaction isolation level repeatable read")
                    .executeUpdate();
            // Tables filled a moment ago have no statistics: a nested loop would read all of one for each row of
            // another.
            database.createNativeQuery("set local enable_nestloop = off").executeUpdate();
            // Where this node is gone without a word, its copy must not keep the next one waiting for hours.
            database.createNativeQuery("set local idle_in_transaction_session_timeout = '60s'")
                    .executeUpdate();
        }
    }

    private boolean isPostgres() {
        try {
            return database.unwrap(Connection.class)
                    .getMetaData()
                    .getDatabaseProductName()
                    .equals("PostgreSQL");
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not say what it is", e);
        }
    }

    /**
     * How many confirmed signatures, in no delivered edition yet, each combination of country, language, month and
     * channel had before an edition's cut-off.
     *
     * @param between run after each portion
     */
    Map<Cell, Long> countCells(Edition edition, Runnable between) {
        Map<Cell, Long> counts = new HashMap<>();
        inPortions(edition, (after, upTo) -> {
            cells(portion(
                            """
                        select s.country, s.language, to_char(s.confirmed_at at time zone 'UTC', 'YYYY-MM'), s.channel,
                            count(*)
                        from signature s
                        where %s and %s and %s
                        group by s.country, s.language, to_char(s.confirmed_at at time zone 'UTC', 'YYYY-MM'), s.channel""",
                            edition, after, upTo))
                    .forEach((cell, count) -> counts.merge(cell, count, Long::sum));
            between.run();
        });
        return counts;
    }

    /**
     * Copies every confirmed signature that is in no delivered edition yet into an edition, in its pooled cell. A
     * signature whose cell is not in the map is left out.
     *
     * @param progress is told after each portion how many are copied
     * @return how many were copied
     */
    long snapshot(Edition edition, Map<Cell, Cell> pooled, LongConsumer progress) {
        // In one order always: two runs that believe to own an edition wait for each other, but not in a circle.
        new TreeMap<>(pooled).forEach((cell, published) -> pool(edition, cell, published));
        LongAdder copied = new LongAdder();
        inPortions(edition, (after, upTo) -> {
            copied.add(copy(edition, after, upTo));
            progress.accept(copied.sum());
        });
        ofEdition("delete from edition_cell where petition_id = ?1 and edition_id = ?2", edition)
                .executeUpdate();
        return copied.sum();
    }

    private interface Portion {
        void take(long after, long upTo);
    }

    /** All signatures of a petition in the order of their numbers, so many at a time that no statement takes long. */
    private void inPortions(Edition edition, Portion portion) {
        long after = Long.MIN_VALUE;
        OptionalLong end = endOfPortion(edition, after);
        while (end.isPresent()) {
            portion.take(after, end.getAsLong());
            after = end.getAsLong();
            end = endOfPortion(edition, after);
        }
    }

    /** By how many there are: numbers may be far apart where many petitions share them. */
    private OptionalLong endOfPortion(Edition edition, long after) {
        return end(database.createNativeQuery("select max(id) from (select id from signature where petition_id = ?1"
                        + " and id > ?2 order by petition_id, id limit " + portion + ") next_ones")
                .setParameter(1, edition.petitionId())
                .setParameter(2, after));
    }

    private OptionalLong endOfEntries(Edition edition, long after) {
        return end(ofEdition(
                        "select max(signature_id) from (select signature_id from edition_entry where petition_id = ?1"
                                + " and edition_id = ?2 and signature_id > ?3"
                                + " order by petition_id, edition_id, signature_id limit " + portion + ") next_ones",
                        edition)
                .setParameter(3, after));
    }

    private static OptionalLong end(Query query) {
        Number end = (Number) query.getSingleResult();
        return end == null ? OptionalLong.empty() : OptionalLong.of(end.longValue());
    }

    private void pool(Edition edition, Cell cell, Cell published) {
        ofEdition("insert into edition_cell values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", edition)
                .setParameter(3, cell.country())
                .setParameter(4, cell.language())
                .setParameter(5, cell.period())
                .setParameter(6, cell.channel())
                .setParameter(7, published.country())
                .setParameter(8, published.language())
                .setParameter(9, published.period())
                .setParameter(10, published.channel())
                .executeUpdate();
    }

    private int copy(Edition edition, long after, long upTo) {
        return portion(
                        """
                        insert into edition_entry (petition_id, edition_id, signature_id, country, language, period,
                            channel, letter_version, demands, visibility, name_commitment, initials_commitment)
                        select s.petition_id, c.edition_id, s.id, c.pooled_country, c.pooled_language, c.pooled_period,
                            c.pooled_channel, s.letter_version, s.demands, s.visibility, s.name_commitment, s.initials_commitment
                        from signature s join edition_cell c on c.petition_id = s.petition_id
                            and c.country = s.country and c.language = s.language
                            and c.period = to_char(s.confirmed_at at time zone 'UTC', 'YYYY-MM')
                            and c.channel = s.channel
                        where c.edition_id = ?5 and %s and %s and %s""",
                        edition, after, upTo)
                .setParameter(5, edition.id())
                .executeUpdate();
    }

    /** @param sql with three places for conditions: they leave what is to be frozen of a portion */
    private Query portion(String sql, Edition edition, long after, long upTo) {
        return database.createNativeQuery(sql.formatted(CONFIRMED, OF_PORTION, NOT_DELIVERED_OF_PORTION))
                .setParameter(1, edition.petitionId())
                .setParameter(2, Timestamp.from(edition.cutoff()))
                .setParameter(3, after)
                .setParameter(4, upTo);
    }

    /** How many frozen entries each published combination has. */
    Map<Cell, Long> countFrozen(Edition edition) {
        return cells(ofEdition(
                """
                select country, language, period, channel, count(*) from edition_entry
                where petition_id = ?1 and edition_id = ?2 group by country, language, period, channel""",
                edition));
    }

    /** What was delivered and no longer counts, as it stands now. */
    Gone gone(long petitionId) {
        Map<String, Long> states = rows(database.createNativeQuery(
                                """
                        select s.state, count(*) from edition_entry e
                            join edition d on d.petition_id = e.petition_id and d.id = e.edition_id
                                and d.state = 'DELIVERED'
                            join signature s on s.petition_id = e.petition_id and s.id = e.signature_id
                        where e.petition_id = ?1 and s.state <> 'CONFIRMED' group by s.state""")
                        .setParameter(1, petitionId))
                .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue()));
        return new Gone(
                states.getOrDefault("ERASED", 0L),
                states.getOrDefault("HELD", 0L),
                states.getOrDefault("STRUCK_OUT", 0L),
                states.getOrDefault("WITHDRAWN", 0L));
    }

    /** Lets go of what an edition froze. */
    void thaw(Edition edition) {
        long after = Long.MIN_VALUE;
        OptionalLong end = endOfEntries(edition, after);
        while (end.isPresent()) {
            ofEdition(
                            "delete from edition_entry where petition_id = ?1 and edition_id = ?2 and signature_id > ?3"
                                    + " and signature_id <= ?4",
                            edition)
                    .setParameter(3, after)
                    .setParameter(4, end.getAsLong())
                    .executeUpdate();
            after = end.getAsLong();
            end = endOfEntries(edition, after);
        }
        ofEdition("delete from edition_change where petition_id = ?1 and edition_id = ?2", edition)
                .executeUpdate();
    }

    private Query ofEdition(String sql, Edition edition) {
        return database.createNativeQuery(sql)
                .setParameter(1, edition.petitionId())
                .setParameter(2, edition.id());
    }

    private static Map<Cell, Long> cells(Query query) {
        return rows(query)
                .collect(Collectors.toMap(
                        row -> new Cell(
                                row[0].toString().strip(), row[1].toString(), row[2].toString(), row[3].toString()),
                        row -> ((Number) row[4]).longValue()));
    }

    private static Stream<Object[]> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(Object[].class::cast);
    }
}
