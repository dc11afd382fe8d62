package org.demarche.moderation.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.audit.AuditLog;
import org.demarche.moderation.Decisions;
import org.demarche.signature.Flag;
import org.demarche.signature.Ruling;
import org.demarche.signature.Signature;
import org.demarche.signature.SignaturesDecided;

/** One look of one rule, as a transaction of its own. */
@ApplicationScoped
class RuleStep {
    /** As many as an entry of the audit log can name. */
    static final int PORTION = 150;

    /** Signatures that were being confirmed during the last look may have a time before it. */
    static final Duration LATE = Duration.ofMinutes(1);

    private Rules rules;
    private Decisions decisions;
    private AuditLog log;
    private Event<SignaturesDecided> decided;
    private Clock clock;

    protected RuleStep() {}

    @Inject
    RuleStep(Rules rules, Decisions decisions, AuditLog log, Event<SignaturesDecided> decided, Clock clock) {
        this.rules = rules;
        this.decisions = decisions;
        this.log = log;
        this.decided = decided;
        this.clock = clock;
    }

    @Transactional(TxType.REQUIRES_NEW)
    List<Long> active() {
        return rules.active();
    }

    /** Flags what a rule finds among the latest; returns whether there may be more of it. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean look(long id) {
        return rules.lock(id).filter(Rule::isActive).map(this::look).orElse(false);
    }

    private boolean look(Rule rule) {
        Instant now = clock.instant();
        Instant from = rule.seenUntil().minus(rule.terms().window()).minus(LATE);
        Map<Long, Integer> found = Together.find(
                rules.sights(rule.petitionId(), rule.terms(), from, now.plus(LATE)),
                rule.terms().threshold(),
                rule.terms().window());
        List<Long> fresh = new ArrayList<>(found.keySet());
        if (!fresh.isEmpty()) {
            fresh.removeAll(new HashSet<>(rules.known(rule, fresh)));
        }
        if (fresh.size() > PORTION) {
            flag(rule, found, fresh.subList(0, PORTION), now);
            return true;
        }
        if (!fresh.isEmpty()) {
            flag(rule, found, fresh, now);
        }
        rule.seen(now);
        return false;
    }

    private void flag(Rule rule, Map<Long, Integer> found, List<Long> ids, Instant now) {
        // What a person has decided about, no rule holds again.
        Set<Long> judged = decisions.latest(rule.petitionId(), ids).keySet();
        Set<Long> held = new HashSet<>();
        for (Signature signature : decisions.lock(rule.petitionId(), ids)) {
            rules.add(new RuleFlag(rule, signature.id(), found.get(signature.id()), now));
            signature.flag(Flag.PATTERN);
            if (rule.terms().holds()
                    && !judged.contains(signature.id())
                    && Ruling.HOLD.isPossibleIn(signature.state())) {
                signature.holdFor(signature.flags());
                held.add(signature.id());
            }
        }
        if (!held.isEmpty()) {
            decided.fire(new SignaturesDecided(rule.petitionId(), held, now));
        }
        log.append(
                "system",
                rule.terms().holds() ? "held-by-rule" : "marked-by-rule",
                rule.reference(),
                Map.of("signatures", ids.stream().sorted().map(Object::toString).collect(Collectors.joining(" "))));
    }
}
