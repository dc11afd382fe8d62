package org.demarche.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.signature.Ruling;

/**
 * Editors look after the reasons that decisions can have. A reason that was given once stays: its wording can be made
 * better, and it can be retired, but not removed.
 */
@ApplicationScoped
public class EditingReasons {
    private static final int STEP = 10;

    private Reasons reasons;
    private AuditLog log;
    private Clock clock;

    protected EditingReasons() {}

    @Inject
    public EditingReasons(Reasons reasons, AuditLog log, Clock clock) {
        this.reasons = reasons;
        this.log = log;
        this.clock = clock;
    }

    /**
     * All but those that only the portal gives, the retired among them.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not edit them
     */
    @Transactional
    public List<Reason> all(Actor actor) {
        actor.must(Act.EDIT_REASONS);
        return reasons.all().stream().filter(Reason::isEditable).toList();
    }

    /**
     * Adds a reason behind the others.
     *
     * @param rulings at least one
     * @param texts one in each language, by BCP 47 tag
     * @throws org.demarche.audit.NotAllowed if the actor may not edit them
     */
    @Transactional
    public void add(Actor actor, Set<Ruling> rulings, Map<String, String> texts) {
        actor.must(Act.EDIT_REASONS);
        List<Reason> all = reasons.all();
        int place = all.stream().mapToInt(Reason::place).max().orElse(0) + STEP;
        put(actor, "add-reason", new Reason("R" + place, place, rulings, false, texts));
    }

    /**
     * Says it in other words, or lets it serve for other rulings. Signers who were given it read the new words.
     *
     * @return whether there is such a reason
     * @throws org.demarche.audit.NotAllowed if the actor may not edit them
     */
    @Transactional
    public boolean change(Actor actor, String code, Set<Ruling> rulings, Map<String, String> texts) {
        actor.must(Act.EDIT_REASONS);
        Optional<Reason> before = editable(code);
        before.ifPresent(reason ->
                put(actor, "change-reason", new Reason(code, reason.place(), rulings, reason.retired(), texts)));
        return before.isPresent();
    }

    /**
     * From now on it can no longer be given, or can be given again.
     *
     * @return whether there is such a reason
     * @throws org.demarche.audit.NotAllowed if the actor may not edit them
     */
    @Transactional
    public boolean retire(Actor actor, String code, boolean retired) {
        actor.must(Act.EDIT_REASONS);
        Optional<Reason> reason = editable(code);
        reason.ifPresent(found -> {
            if (retired) {
                reasons.retire(code, clock.instant());
            } else {
                reasons.revive(code);
            }
            log.append(actor.reference(), retired ? "retire-reason" : "revive-reason", "reason/" + code, Map.of());
        });
        return reason.isPresent();
    }

    private Optional<Reason> editable(String code) {
        return reasons.find(code).filter(Reason::isEditable);
    }

    private void put(Actor actor, String action, Reason reason) {
        if (!reason.isEditable()) {
            throw new IllegalArgumentException("A reason serves for one ruling at least.");
        }
        reasons.put(reason);
        Map<String, String> detail = new TreeMap<>(reason.texts());
        detail.put("rulings", reason.rulings().stream().sorted().map(Enum::name).collect(Collectors.joining(" ")));
        log.append(actor.reference(), action, "reason/" + reason.code(), detail);
    }
}
