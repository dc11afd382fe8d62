package org.demarche.moderation.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.audit.AuditLog;
import org.demarche.moderation.Decision;
import org.demarche.moderation.Decision.Grounds;
import org.demarche.moderation.Decisions;
import org.demarche.moderation.Reason;
import org.demarche.signature.Signature;
import org.demarche.signature.SignaturesDecided;

/**
 * One portion of a decision about many: a transaction of its own, with the decisions, how far they have come, and the
 * entry of the audit log that names them. What a crash interrupts has not happened.
 */
@ApplicationScoped
class BulkStep {
    /** As many as an entry of the audit log can name. */
    static final int PORTION = 150;

    private static final Duration UNCONFIRMED = Duration.ofDays(1);

    private Bulks bulks;
    private Decisions decisions;
    private AuditLog log;
    private Event<SignaturesDecided> decided;
    private Clock clock;

    protected BulkStep() {}

    @Inject
    BulkStep(Bulks bulks, Decisions decisions, AuditLog log, Event<SignaturesDecided> decided, Clock clock) {
        this.bulks = bulks;
        this.decisions = decisions;
        this.log = log;
        this.decided = decided;
        this.clock = clock;
    }

    /** Goes on with the one that has waited longest; returns whether there was one. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean step() {
        Optional<Bulk> moving = bulks.moving()
                .flatMap(found -> bulks.lock(found.petitionId(), found.id()))
                .filter(bulk -> bulk.state().isMoving());
        moving.ifPresent(this::step);
        return moving.isPresent();
    }

    private void step(Bulk bulk) {
        List<Long> ids = bulks.next(bulk, PORTION);
        if (ids.isEmpty()) {
            bulk.end(clock.instant());
            return;
        }
        boolean undoes = bulk.state() == BulkState.UNDOING;
        List<Signature> signatures = decisions.lock(bulk.petitionId(), ids);
        Map<Long, Decision> latest = decisions.latest(bulk.petitionId(), ids);
        List<Decision> made = new ArrayList<>();
        for (Signature signature : signatures) {
            Optional<Decision> last = Optional.ofNullable(latest.get(signature.id()));
            (undoes ? undo(bulk, signature, last) : decide(bulk, signature, last)).ifPresent(made::add);
        }
        long to = ids.get(ids.size() - 1);
        if (undoes) {
            bulk.passBack(to, made.size());
        } else {
            bulk.pass(to, made.size(), ids.size() - made.size());
        }
        tell(bulk, made);
    }

    /** Decides, unless somebody has decided since it was counted. */
    private Optional<Decision> decide(Bulk bulk, Signature signature, Optional<Decision> last) {
        boolean unchanged = last.filter(decision -> decision.decidedAt().isAfter(bulk.requestedAt()))
                .isEmpty();
        return unchanged && bulk.ruling().isPossibleIn(signature.state())
                ? Optional.of(decisions.decide(
                        signature,
                        last,
                        bulk.ruling(),
                        new Grounds(bulk.reason(), bulk.requestedBy(), Optional.empty(), Optional.of(bulk.id()))))
                : Optional.empty();
    }

    /** Takes back what this one decided, unless somebody has decided, or its signer has withdrawn it, since. */
    private Optional<Decision> undo(Bulk bulk, Signature signature, Optional<Decision> last) {
        return last.filter(decision -> decision.bulk().equals(Optional.of(bulk.id()))
                        && decision.undoes().isEmpty()
                        && decision.ruling().result() == signature.state())
                .map(decision -> decisions.undo(
                        signature,
                        decision,
                        new Grounds(
                                Reason.TAKEN_BACK,
                                bulk.undoneBy().orElseThrow(),
                                Optional.of(decision.number()),
                                Optional.of(bulk.id()))));
    }

    private void tell(Bulk bulk, List<Decision> made) {
        if (made.isEmpty()) {
            return;
        }
        Set<Long> ids = made.stream().map(Decision::signatureId).collect(Collectors.toSet());
        decided.fire(new SignaturesDecided(bulk.petitionId(), ids, clock.instant()));
        log.append(
                made.get(0).decidedBy(),
                bulk.state() == BulkState.UNDOING ? "undo-portion" : "decide-portion",
                "bulk/" + bulk.petitionId() + "/" + bulk.id(),
                Map.of(
                        "ruling", bulk.ruling().name(),
                        "reason", made.get(0).reason(),
                        "signatures",
                                ids.stream().sorted().map(Object::toString).collect(Collectors.joining(" "))));
    }

    /** Forgets what was counted a day ago and never confirmed. */
    @Transactional(TxType.REQUIRES_NEW)
    void forgetUnconfirmed() {
        bulks.forgetUnconfirmed(clock.instant().minus(UNCONFIRMED));
    }
}
