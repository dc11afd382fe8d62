package org.demarche.signature;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.demarche.vault.Sealed;

/** Signers who ask that a person looks at their signature again: each once. */
@ApplicationScoped
public class ReviewRequests {
    /** The vault's purpose of what they say. */
    public static final String PURPOSE = "review";

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
     */
    public record ReviewRequest(Instant askedAt, Optional<Sealed> text) {}

    public void add(Signature signature, ReviewRequest request) {
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
        List<?> rows = database.createNativeQuery("select asked_at, data_key_id, sealed_text from review_request"
                        + " where petition_id = ?1 and signature_id = ?2")
                .setParameter(1, petitionId)
                .setParameter(2, signatureId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new ReviewRequest(
                        instant(row[0]),
                        Optional.ofNullable((byte[]) row[2])
                                .map(text -> new Sealed(((Number) row[1]).longValue(), text))))
                .findFirst();
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
