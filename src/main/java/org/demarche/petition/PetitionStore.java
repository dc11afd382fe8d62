package org.demarche.petition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings petitions from their definitions into the database, where the versions of their text are kept for good. */
@ApplicationScoped
class PetitionStore {
    /** Makes the key pair under which the petition's personal data is sealed, and hands back the public half. */
    interface Keys {
        byte[] found(long petitionId, String slug);
    }

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;

    protected PetitionStore() {}

    @Inject
    PetitionStore(Clock clock) {
        this.clock = clock;
    }

    PetitionStore(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes a petition known, or brings it up to date: a text that has changed in any language is published as the next
     * version of all of them. A further language joins the version that there is, since nobody can have signed it yet.
     *
     * @throws IllegalStateException if it lacks what somebody signed, naming it
     */
    @Transactional
    Petition store(Petition defined, Keys keys) {
        long id = id(defined.slug()).orElseGet(() -> insert(defined, keys));
        new Bonds(database).checkText(id, defined);
        int version = latestVersion(id);
        Map<String, String> published = published(id, version);
        if (version == 0 || !hashes(defined).entrySet().containsAll(published.entrySet())) {
            version++;
            published = Map.of();
        }
        publish(id, version, defined, published.keySet());
        int current = version;
        Map<String, Letter> letters = new HashMap<>();
        defined.letters().forEach((language, letter) -> letters.put(language, letter.withVersion(current)));
        return defined.stored(id, letters);
    }

    /**
     * Makes sure that every petition that somebody signed is still defined.
     *
     * @throws IllegalStateException if one is not, naming it
     */
    @Transactional
    void checkSigned(Set<String> defined) {
        new Bonds(database).checkPetitions(defined);
    }

    /** A text as it was published, in its canonical form. */
    @Transactional
    String text(long petitionId, int version, String language) {
        return (String) database.createNativeQuery(
                        "select text from letter where petition_id = ?1 and version = ?2 and language = ?3")
                .setParameter(1, petitionId)
                .setParameter(2, version)
                .setParameter(3, language)
                .getSingleResult();
    }

    private Optional<Long> id(String slug) {
        List<?> ids = database.createNativeQuery("select id from petition where slug = ?1")
                .setParameter(1, slug)
                .getResultList();
        return ids.stream().map(id -> ((Number) id).longValue()).findFirst();
    }

    private long insert(Petition defined, Keys keys) {
        long id = ((Number) database.createNativeQuery("select coalesce(max(id), 0) + 1 from petition")
                        .getSingleResult())
                .longValue();
        database.createNativeQuery("insert into petition (id, slug, vault_public_key) values (?1, ?2, ?3)")
                .setParameter(1, id)
                .setParameter(2, defined.slug())
                .setParameter(3, keys.found(id, defined.slug()))
                .executeUpdate();
        database.createNativeQuery("insert into edition_turn (petition_id) values (?1)")
                .setParameter(1, id)
                .executeUpdate();
        database.createNativeQuery("insert into published_count (petition_id, total, folded_until) values (?1, 0, ?2)")
                .setParameter(1, id)
                .setParameter(2, Timestamp.from(Instant.EPOCH))
                .executeUpdate();
        return id;
    }

    private int latestVersion(long id) {
        return ((Number) database.createNativeQuery(
                                "select coalesce(max(version), 0) from letter where petition_id = ?1")
                        .setParameter(1, id)
                        .getSingleResult())
                .intValue();
    }

    private Map<String, String> published(long id, int version) {
        List<?> rows = database.createNativeQuery(
                        "select language, sha256 from letter where petition_id = ?1 and version = ?2")
                .setParameter(1, id)
                .setParameter(2, version)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(
                        row -> (String) row[0], row -> HexFormat.of().formatHex((byte[]) row[1])));
    }

    private static Map<String, String> hashes(Petition defined) {
        return defined.letters().values().stream().collect(Collectors.toMap(Letter::language, Letter::sha256));
    }

    private void publish(long id, int version, Petition defined, Set<String> already) {
        for (Letter letter : defined.letters().values()) {
            if (already.contains(letter.language())) {
                continue;
            }
            database.createNativeQuery("insert into letter (petition_id, version, language, sha256, text, published_at)"
                            + " values (?1, ?2, ?3, ?4, ?5, ?6)")
                    .setParameter(1, id)
                    .setParameter(2, version)
                    .setParameter(3, letter.language())
                    .setParameter(4, HexFormat.of().parseHex(letter.sha256()))
                    .setParameter(5, letter.canonicalText())
                    .setParameter(6, Timestamp.from(clock.instant()))
                    .executeUpdate();
        }
    }
}
