package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.documents.LetterText;
import org.demarche.submission.rows.Cell;
import org.demarche.submission.rows.Entry;

/** All editions of all petitions, and what they froze. */
@ApplicationScoped
public class Editions {
    /** Of a signature {@code s}: nobody's row is ever in two editions. */
    private static final String NOT_DELIVERED =
            """
            not exists (select 1 from edition_entry e join edition d on d.petition_id = e.petition_id
                and d.id = e.edition_id and d.state = 'DELIVERED'
                where e.petition_id = s.petition_id and e.signature_id = s.id)""";

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Editions() {}

    public Editions(EntityManager database) {
        this.database = database;
    }

    public Optional<Edition> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Edition.class, new EditionId(petitionId, id)));
    }

    /** The edition that was frozen last, whatever became of it; a superseded one is never the last. */
    public Optional<Edition> latest(long petitionId) {
        return all(petitionId).stream().findFirst();
    }

    /** Every edition of a petition, the newest first. */
    public List<Edition> all(long petitionId) {
        return database.createQuery(
                        "select e from Edition e where e.petitionId = :petition order by e.cutoffAt desc, e.id desc",
                        Edition.class)
                .setParameter("petition", petitionId)
                .getResultList();
    }

    /** What everybody may compare with a package in hand: sealed and not superseded, the newest first. */
    public List<Edition> published(long petitionId, Instant now) {
        return all(petitionId).stream()
                .filter(edition -> edition.state(now) == EditionState.SEALED || edition.isDelivered())
                .toList();
    }

    /** The number of the next edition: the one after those delivered. */
    public int nextNumber(long petitionId) {
        return 1 + delivered(petitionId).size();
    }

    /** Those that their addressee has, the first one first: what the next one extends. */
    public List<Edition> delivered(long petitionId) {
        return all(petitionId).stream()
                .filter(Edition::isDelivered)
                .sorted(Comparator.comparing(Edition::number))
                .toList();
    }

    /** Those whose number another one has taken: nothing that was kept of them is needed. */
    List<Edition> superseded(long petitionId) {
        return all(petitionId).stream().filter(Edition::isSuperseded).toList();
    }

    /** The same edition, locked until the transaction ends, as it is now. */
    public Optional<Edition> lock(long petitionId, long id) {
        return Optional.ofNullable(
                database.find(Edition.class, new EditionId(petitionId, id), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Makes freezes of one petition wait for each other, and nobody else for them. */
    void lockPetition(long petitionId) {
        database.createNativeQuery("select petition_id from edition_turn where petition_id = ?1 for update")
                .setParameter(1, petitionId)
                .getSingleResult();
    }

    void add(Edition edition) {
        database.persist(edition);
        database.flush();
    }

    /** Writes what has changed at once, so that the database's own rules are asked. */
    public void flush() {
        database.flush();
    }

    /**
     * How many confirmed signatures, in no delivered edition yet, each combination of country, language, month and
     * channel had before a moment.
     */
    Map<Cell, Long> countCells(long petitionId, Instant cutoff) {
        return cells(database.createNativeQuery(
                        """
                        select s.country, s.language, to_char(s.confirmed_at at time zone 'UTC', 'YYYY-MM'), s.channel,
                            count(*)
                        from signature s
                        where s.petition_id = ?1 and s.state = 'CONFIRMED' and s.confirmed_at < ?2
                            and %s
                        group by s.country, s.language, to_char(s.confirmed_at at time zone 'UTC', 'YYYY-MM'), s.channel"""
                                .formatted(NOT_DELIVERED))
                .setParameter(1, petitionId)
                .setParameter(2, Timestamp.from(cutoff)));
    }

    /**
     * Copies every confirmed signature that is in no delivered edition yet into an edition, in its pooled cell. A
     * signature whose cell is not in the map is left out.
     *
     * @return how many were copied
     */
    long snapshot(Edition edition, Map<Cell, Cell> pooled) {
        pooled.forEach((cell, published) -> database.createNativeQuery(
                        "insert into edition_cell values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
                .setParameter(1, edition.petitionId())
                .setParameter(2, edition.id())
                .setParameter(3, cell.country())
                .setParameter(4, cell.language())
                .setParameter(5, cell.period())
                .setParameter(6, cell.channel())
                .setParameter(7, published.country())
                .setParameter(8, published.language())
                .setParameter(9, published.period())
                .setParameter(10, published.channel())
                .executeUpdate());
        int copied = database.createNativeQuery(
                        """
                        insert into edition_entry (petition_id, edition_id, signature_id, country, language, period,
                            channel, letter_version, demands, visibility, name_commitment, initials_commitment)
                        select s.petition_id, c.edition_id, s.id, c.pooled_country, c.pooled_language, c.pooled_period,
                            c.pooled_channel, s.letter_version, s.demands, s.visibility, s.name_commitment, s.initials_commitment
                        from signature s join edition_cell c on c.petition_id = s.petition_id
                            and c.country = s.country and c.language = s.language
                            and c.period = to_char(s.confirmed_at at time zone 'UTC', 'YYYY-MM')
                            and c.channel = s.channel
                        where s.petition_id = ?1 and c.edition_id = ?2
                            and s.state = 'CONFIRMED' and s.confirmed_at < ?3
                            and %s"""
                                .formatted(NOT_DELIVERED))
                .setParameter(1, edition.petitionId())
                .setParameter(2, edition.id())
                .setParameter(3, Timestamp.from(edition.cutoff()))
                .executeUpdate();
        ofEdition("delete from edition_cell where petition_id = ?1 and edition_id = ?2", edition)
                .executeUpdate();
        return copied;
    }

    /**
     * The texts that frozen entries signed, and the current one, in every language and in the order of language and
     * version. Versions that nobody signed would only take room: a seal covers few files.
     */
    @Transactional
    List<LetterText> letters(Edition edition, int current) {
        return rows(database.createNativeQuery(
                                """
                        select language, version, text from letter
                        where petition_id = ?1 and (version = ?3 or version in (
                            select letter_version from edition_entry where petition_id = ?1 and edition_id = ?2))""")
                        .setParameter(1, edition.petitionId())
                        .setParameter(2, edition.id())
                        .setParameter(3, current))
                .map(row -> new LetterText((String) row[0], ((Number) row[1]).intValue(), (String) row[2]))
                .sorted(Comparator.comparing(LetterText::language).thenComparing(LetterText::version))
                .toList();
    }

    /** What an edition froze of a signature, without the identity behind it; empty if the signature is not in it. */
    public Optional<Entry> entry(Edition edition, long signatureId) {
        return rows(ofEdition(
                                """
                        select country, language, period, channel, letter_version, demands, visibility,
                            name_commitment, initials_commitment
                        from edition_entry where petition_id = ?1 and edition_id = ?2 and signature_id = ?3""",
                                edition)
                        .setParameter(3, signatureId))
                .map(Editions::entry)
                .findFirst();
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                new Cell((String) row[0], (String) row[1], (String) row[2], (String) row[3]),
                ((Number) row[4]).intValue(),
                Support.ofBits(((Number) row[5]).intValue()),
                Visibility.valueOf((String) row[6]),
                (byte[]) row[7],
                (byte[]) row[8],
                Optional.empty());
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
        ofEdition("delete from edition_entry where petition_id = ?1 and edition_id = ?2", edition)
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
