package org.demarche.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The wordings that signers consent to, each version of each kept for good. */
@ApplicationScoped
public class ConsentTexts {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private Clock clock;
    private final Map<Shown, Integer> shown = new ConcurrentHashMap<>();

    private record Shown(long petitionId, Consent consent, String language) {}

    protected ConsentTexts() {}

    @Inject
    ConsentTexts(Clock clock) {
        this.clock = clock;
    }

    public ConsentTexts(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A wording as it was shown.
     *
     * @param sha256 of the text in UTF-8, 32 bytes
     */
    public record Wording(int version, byte[] sha256, String text) {}

    /** From now on this is what signers read; a text that differs from all before it is the next version. */
    @Transactional
    public void register(long petitionId, Consent consent, String language, String text) {
        List<Wording> known = all(petitionId, consent, language);
        int version = known.stream()
                .filter(wording -> wording.text().equals(text))
                .map(Wording::version)
                .findFirst()
                .orElseGet(() -> add(petitionId, consent, language, known.size() + 1, text));
        shown.put(new Shown(petitionId, consent, language), version);
    }

    private int add(long petitionId, Consent consent, String language, int version, String text) {
        database.createNativeQuery("insert into consent_text (petition_id, consent, language, version, sha256, text,"
                        + " registered_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .setParameter(1, petitionId)
                .setParameter(2, consent.name())
                .setParameter(3, language)
                .setParameter(4, version)
                .setParameter(5, sha256(text))
                .setParameter(6, text)
                .setParameter(7, Timestamp.from(clock.instant()))
                .executeUpdate();
        return version;
    }

    /** What somebody consents to who signs with these choices on a page in this language. */
    public Consents given(long petitionId, String language, Choices choices) {
        return new Consents(
                version(petitionId, Consent.SIGNING, language).orElse(null),
                version(petitionId, Consent.HANDOVER, language)
                        .filter(version -> choices.handover())
                        .orElse(null),
                version(petitionId, Consent.NEWS, language)
                        .filter(version -> choices.news())
                        .orElse(null));
    }

    /** The version of a wording that is shown now; empty if none was registered. */
    public Optional<Integer> version(long petitionId, Consent consent, String language) {
        return Optional.ofNullable(shown.get(new Shown(petitionId, consent, language)));
    }

    public Optional<Wording> find(long petitionId, Consent consent, String language, int version) {
        return all(petitionId, consent, language).stream()
                .filter(wording -> wording.version() == version)
                .findFirst();
    }

    private List<Wording> all(long petitionId, Consent consent, String language) {
        List<?> rows = database.createNativeQuery("select version, sha256, text from consent_text"
                        + " where petition_id = ?1 and consent = ?2 and language = ?3 order by version")
                .setParameter(1, petitionId)
                .setParameter(2, consent.name())
                .setParameter(3, language)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Wording(((Number) row[0]).intValue(), (byte[]) row[1], (String) row[2]))
                .toList();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
