package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.moderation.DecidingOutcome.Looked;
import org.demarche.moderation.DecidingOutcome.Otherwise;
import org.demarche.moderation.DecidingOutcome.UnfitReason;
import org.demarche.moderation.Decision.Grounds;
import org.demarche.signature.Ruling;
import org.demarche.signature.Signature;
import org.demarche.signature.SignaturesDecided;

/** A moderator decides about a signature, or a few that they have ticked. */
@ApplicationScoped
public class Deciding {
    private Decisions decisions;
    private Reasons reasons;
    private AuditLog log;
    private Event<SignaturesDecided> decided;
    private Clock clock;

    protected Deciding() {}

    @Inject
    public Deciding(Decisions decisions, Reasons reasons, AuditLog log, Event<SignaturesDecided> decided, Clock clock) {
        this.decisions = decisions;
        this.reasons = reasons;
        this.log = log;
        this.decided = decided;
        this.clock = clock;
    }

    /**
     * A signature as a page showed it.
     *
     * @param latest the number of the latest decision about it then; 0 if there was none
     */
    public record Seen(long signatureId, int latest) {}

    /**
     * The reasons that can be given now, in the order of their places.
     *
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public List<Reason> reasons(Actor actor) {
        actor.must(Act.MODERATE);
        return reasons.all().stream()
                .filter(reason -> !reason.retired() && reason.isEditable())
                .toList();
    }

    /**
     * A reason, also one that was retired.
     *
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public Optional<Reason> reason(Actor actor, String code) {
        actor.must(Act.MODERATE);
        return reasons.find(code);
    }

    /**
     * Decides. Of two who decide about one signature at once, the second is told what the first did.
     *
     * @param reason code of a {@link Reason}
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public DecidingOutcome decide(Actor actor, long petitionId, List<Seen> seen, Ruling ruling, String reason) {
        actor.must(Act.MODERATE);
        if (reasons.find(reason).filter(found -> found.serves(ruling)).isEmpty()) {
            return new UnfitReason();
        }
        Map<Long, Integer> expected =
                seen.stream().collect(Collectors.toMap(Seen::signatureId, Seen::latest, (one, other) -> one));
        List<Signature> signatures = decisions.lock(petitionId, expected.keySet());
        Map<Long, Decision> latest = decisions.latest(petitionId, expected.keySet());
        List<Decision> made = new ArrayList<>();
        List<Otherwise> otherwise = new ArrayList<>();
        for (Signature signature : signatures) {
            Optional<Decision> last = Optional.ofNullable(latest.get(signature.id()));
            if (last.map(Decision::number).orElse(0).equals(expected.get(signature.id()))
                    && ruling.isPossibleIn(signature.state())) {
                made.add(decisions.decide(signature, last, ruling, new Grounds(reason, actor.reference())));
            } else {
                otherwise.add(new Otherwise(signature.id(), signature.state(), last));
            }
        }
        Set<Long> ids = made.stream().map(Decision::signatureId).collect(Collectors.toSet());
        if (!ids.isEmpty()) {
            decided.fire(new SignaturesDecided(petitionId, ids, clock.instant()));
        }
        made.forEach(decision -> log(actor, decision));
        return new Looked(made.stream().map(Decision::signatureId).toList(), otherwise);
    }

    private void log(Actor actor, Decision decision) {
        log.append(
                actor.reference(),
                decision.ruling().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "signature/" + decision.petitionId() + "/" + decision.signatureId(),
                Map.of("reason", decision.reason(), "was", decision.was().name()));
    }
}
