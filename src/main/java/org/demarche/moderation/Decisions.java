package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.moderation.Decision.Grounds;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.Ruling;
import org.demarche.signature.Signature;

/** All decisions about signatures. The one way to make one, so that state, decision and request for review agree. */
@ApplicationScoped
public class Decisions {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    private ReviewRequests requests;
    private Clock clock;

    protected Decisions() {}

    @Inject
    Decisions(ReviewRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    public Decisions(EntityManager database, Clock clock) {
        this(new ReviewRequests(database), clock);
        this.database = database;
    }

    /** Signatures by number, locked until the transaction ends, in an order that is everybody's. */
    public List<Signature> lock(long petitionId, Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.createQuery(
                                "select s from Signature s where s.petitionId = :petition and s.id in :ids order by s.id",
                                Signature.class)
                        .setParameter("petition", petitionId)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList();
    }

    /** The latest decision about each of these signatures, by the signature's number. */
    public Map<Long, Decision> latest(long petitionId, Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : database.createQuery(
                                "select d from Decision d where d.petitionId = :petition and d.signatureId in :ids"
                                        + " and d.number = (select max(e.number) from Decision e"
                                        + " where e.petitionId = d.petitionId and e.signatureId = d.signatureId)",
                                Decision.class)
                        .setParameter("petition", petitionId)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(Decision::signatureId, decision -> decision));
    }

    /** All about one signature, the latest first. */
    public List<Decision> about(long petitionId, long signatureId) {
        return database.createQuery(
                        "select d from Decision d where d.petitionId = :petition and d.signatureId = :signature"
                                + " order by d.number desc",
                        Decision.class)
                .setParameter("petition", petitionId)
                .setParameter("signature", signatureId)
                .getResultList();
    }

    /**
     * Decides about a locked signature, and so answers its signer's request for review.
     *
     * @param latest the latest decision about it
     */
    public Decision decide(Signature locked, Optional<Decision> latest, Ruling ruling, Grounds grounds) {
        Instant now = clock.instant();
        Decision decision = new Decision(locked, latest.map(Decision::number).orElse(0) + 1, ruling, grounds, now);
        locked.decide(ruling);
        database.persist(decision);
        requests.answer(locked, decision.decidedAt());
        return decision;
    }

    /** Takes the latest decision about a locked signature back: both are as before it. */
    public Decision undo(Signature locked, Decision latest, Grounds grounds) {
        Decision decision = new Decision(
                locked, latest.number() + 1, Ruling.between(locked.state(), latest.was()), grounds, clock.instant());
        locked.decide(decision.ruling());
        database.persist(decision);
        requests.reopen(locked, latest.decidedAt());
        return decision;
    }
}
