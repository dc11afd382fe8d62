package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureDecided;

/** A moderator looks at what is held, and decides one signature after the other. */
@ApplicationScoped
public class Reviewing {
    /** How many are shown at once. */
    public static final int ROUND = 50;

    /** What a moderator can decide. */
    public enum Decision {
        /** Nothing is wrong with it: it counts. */
        RELEASE,
        /** It does not count. */
        STRIKE_OUT
    }

    private HeldSignatures held;
    private ReviewRequests requests;
    private AuditLog log;
    private Event<SignatureDecided> decided;
    private Clock clock;

    protected Reviewing() {}

    @Inject
    Reviewing(
            HeldSignatures held, ReviewRequests requests, AuditLog log, Event<SignatureDecided> decided, Clock clock) {
        this.held = held;
        this.requests = requests;
        this.log = log;
        this.decided = decided;
        this.clock = clock;
    }

    /**
     * What waits for a decision, at most {@link #ROUND}.
     *
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public List<HeldSignature> waiting(Actor actor, long petitionId) {
        actor.must(Act.MODERATE);
        return held.first(petitionId, ROUND).stream().map(this::shown).toList();
    }

    /**
     * Decides one.
     *
     * @return whether it was still held
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public boolean decide(Actor actor, long petitionId, long id, Decision decision) {
        actor.must(Act.MODERATE);
        Optional<Signature> signature = held.lock(petitionId, id);
        signature.ifPresent(found -> decide(actor, found, decision));
        return signature.isPresent();
    }

    private void decide(Actor actor, Signature signature, Decision decision) {
        switch (decision) {
            case RELEASE -> signature.release();
            case STRIKE_OUT -> signature.strikeOut();
        }
        log.append(
                actor.reference(),
                decision == Decision.RELEASE ? "release" : "strike-out",
                "signature/" + signature.petitionId() + "/" + signature.id(),
                Map.of(
                        "flags",
                        signature.flags().stream().sorted().map(Enum::name).collect(Collectors.joining(" "))));
        decided.fire(new SignatureDecided(signature.petitionId(), signature.id(), clock.instant()));
    }

    private HeldSignature shown(Signature signature) {
        return new HeldSignature(
                signature.petitionId(),
                signature.id(),
                LocalDate.ofInstant(signature.confirmedAt(), ZoneOffset.UTC),
                signature.signed().language(),
                signature.choices(),
                signature.flags(),
                requests.find(signature.petitionId(), signature.id()).isPresent());
    }
}
