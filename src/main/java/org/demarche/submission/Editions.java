package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.documents.LetterText;
import org.demarche.submission.rows.Cell;
import org.demarche.submission.rows.Entry;

/** All editions of all petitions, and what they froze. */
@ApplicationScoped
public class Editions {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Editions() {}

    public Editions(EntityManager database) {
        this.database = database;
    }

    public Optional<Edition> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Edition.class, new EditionId(petitionId, id)));
    }

    /** The edition that began last, whatever became of it; a superseded one is never the last. */
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
    public List<Edition> superseded(long petitionId) {
        return all(petitionId).stream().filter(Edition::isSuperseded).toList();
    }

    /** Whether a petition is over for good: what was not handed over by then never is. */
    public boolean isExpired(long petitionId) {
        return !database.createNativeQuery("select petition_id from petition_expiry where petition_id = ?1")
                .setParameter(1, petitionId)
                .getResultList()
                .isEmpty();
    }

    /** The same edition, locked until the transaction ends, as it is now. */
    public Optional<Edition> lock(long petitionId, long id) {
        return Optional.ofNullable(
                database.find(Edition.class, new EditionId(petitionId, id), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Makes editions of one petition begin, and be frozen, one after the other, and nobody else wait for them. */
    public void lockPetition(long petitionId) {
        database.createNativeQuery("select petition_id from edition_turn where petition_id = ?1 for update")
                .setParameter(1, petitionId)
                .getSingleResult();
    }

    /** Keeps a new one. */
    public void add(Edition edition) {
        database.persist(edition);
        database.flush();
    }

    /** Writes what has changed at once, so that the database's own rules are asked. */
    public void flush() {
        database.flush();
    }

    /**
     * The texts that frozen entries signed, and the current one, in every language and in the order of language and
     * version. Versions that nobody signed would only take room: a seal covers few files.
     */
    @Transactional
    public List<LetterText> letters(Edition edition, int current) {
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

    private Query ofEdition(String sql, Edition edition) {
        return database.createNativeQuery(sql)
                .setParameter(1, edition.petitionId())
                .setParameter(2, edition.id());
    }

    private static Stream<Object[]> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(Object[].class::cast);
    }
}
