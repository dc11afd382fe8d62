package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.RowId;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;

/** The signatures that wait for a decision. */
@ApplicationScoped
class HeldSignatures {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected HeldSignatures() {}

    HeldSignatures(EntityManager database) {
        this.database = database;
    }

    /** Those whose signers asked for a review, then those that have waited longest; at most so many. */
    List<Signature> first(long petitionId, int most) {
        List<?> ids = database.createNativeQuery("select s.id from signature s left join review_request r"
                        + " on r.petition_id = s.petition_id and r.signature_id = s.id"
                        + " where s.petition_id = ?1 and s.state = 'HELD'"
                        + " order by case when r.asked_at is null then 1 else 0 end, r.asked_at, s.confirmed_at, s.id")
                .setParameter(1, petitionId)
                .setMaxResults(most)
                .getResultList();
        return ids.stream()
                .map(id -> database.find(Signature.class, new RowId(petitionId, ((Number) id).longValue())))
                .toList();
    }

    /** One of them, locked until the transaction ends; empty if it is held no more. */
    Optional<Signature> lock(long petitionId, long id) {
        return Optional.ofNullable(
                        database.find(Signature.class, new RowId(petitionId, id), LockModeType.PESSIMISTIC_WRITE))
                .filter(signature -> signature.state() == SignatureState.HELD);
    }
}
