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

    /** Those that have waited longest, at most so many. */
    List<Signature> first(long petitionId, int most) {
        return database.createQuery(
                        "select s from Signature s where s.petitionId = :petition and s.state = :held"
                                + " order by s.confirmedAt, s.id",
                        Signature.class)
                .setParameter("petition", petitionId)
                .setParameter("held", SignatureState.HELD)
                .setMaxResults(most)
                .getResultList();
    }

    /** One of them, locked until the transaction ends; empty if it is held no more. */
    Optional<Signature> lock(long petitionId, long id) {
        return Optional.ofNullable(
                        database.find(Signature.class, new RowId(petitionId, id), LockModeType.PESSIMISTIC_WRITE))
                .filter(signature -> signature.state() == SignatureState.HELD);
    }
}
