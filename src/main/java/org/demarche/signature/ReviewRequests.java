package org.demarche.signature;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.vault.Sealed;

/** Signers who ask that a person looks at their signature again: each once, and again when that was answered. */
@ApplicationScoped
public class ReviewRequests {
    /** The vault's purpose of what they say. */
    public static final String PURPOSE = "review";

    /** Else each answer of a thousand first writes what the others before it changed, looking through all of them. */
    private static final FlushModeType ALONE = FlushModeType.COMMIT;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected ReviewRequests() {}

    public ReviewRequests(EntityManager database) {
        this.database = database;
    }

    /**
     * A request for review.
     *
     * @param askedAt to the hour
     * @param text what the signer says, under the vault; empty if nothing
     * @param answeredAt when a decision answered it; empty while it waits
     */
    public record ReviewRequest(Instant askedAt, Optional<Sealed> text, Optional<Instant> answeredAt) {
        public boolean isOpen() {
            return answeredAt.isEmpty();
        }
    }

    /** Adds a request in place of one that was answered. */
    public void add(Signature signature, ReviewRequest request) {
        remove(signature);
        database.createNativeQuery("insert into review_request (petition_id, signature_id, asked_at, data_key_id,"
                        + " sealed_text) values (?1, ?2, ?3, cast(?4 as bigint), ?5)")
                .setParameter(1, signature.petitionId())
                .setParameter(2, signature.id())
                .setParameter(3, Timestamp.from(request.askedAt()))
                .setParameter(4, request.text().map(Sealed::dataKey).orElse(null))
                .setParameter(5, request.text().map(Sealed::ciphertext).orElse(null))
                .executeUpdate();
    }

    public Optional<ReviewRequest> find(long petitionId, long signatureId) {
        List<?> rows = database.createNativeQuery("select asked_at, data_key_id, sealed_text, answered_at"
                        + " from review_request where petition_id = ?1 and signature_id = ?2")
                .setParameter(1, petitionId)
                .setParameter(2, signatureId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new ReviewRequest(
                        instant(row[0]),
                        Optional.ofNullable((byte[]) row[2])
                                .map(text -> new Sealed(((Number) row[1]).longValue(), text)),
                        Optional.ofNullable(row[3]).map(ReviewRequests::instant)))
                .findFirst();
    }

    /** The requests of these signatures that wait, by the signature's number. */
    public Map<Long, ReviewRequest> open(long petitionId, Collection<Long> signatureIds) {
        Map<Long, ReviewRequest> open = new HashMap<>();
        signatureIds.forEach(
                id -> find(petitionId, id).filter(ReviewRequest::isOpen).ifPresent(request -> open.put(id, request)));
        return open;
    }

    /** A decision answers the request, if there is one that waits. */
    public void answer(Signature signature, Instant now) {
        database.createNativeQuery("update review_request set answered_at = ?3"
                        + " where petition_id = ?1 and signature_id = ?2 and answered_at is null")
                .setFlushMode(ALONE)
                .setParameter(1, signature.petitionId())
                .setParameter(2, signature.id())
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
    }

    /** The decision of this moment was taken back: what it answered waits again. */
    public void reopen(Signature signature, Instant decidedAt) {
        database.createNativeQuery("update review_request set answered_at = null"
                        + " where petition_id = ?1 and signature_id = ?2 and answered_at = ?3")
                .setFlushMode(ALONE)
                .setParameter(1, signature.petitionId())
                .setParameter(2, signature.id())
                .setParameter(3, Timestamp.from(decidedAt))
                .executeUpdate();
    }

    public void remove(Signature signature) {
        database.createNativeQuery("delete from review_request where petition_id = ?1 and signature_id = ?2")
                .setParameter(1, signature.petitionId())
                .setParameter(2, signature.id())
                .executeUpdate();
    }

    // The one database hands out the one type, the other the other.
    private static Instant instant(Object time) {
        return time instanceof Timestamp timestamp ? timestamp.toInstant() : ((OffsetDateTime) time).toInstant();
    }
}
