package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;

/** Notes in the audit log what staff had done to an edition. */
@ApplicationScoped
class Noting {
    private AuditLog log;

    protected Noting() {}

    @Inject
    Noting(AuditLog log) {
        this.log = log;
    }

    @Transactional
    void compiled(Actor actor, Edition edition) {
        append(actor, "compile", edition);
    }

    /** On behalf of whoever had it compiled. */
    @Transactional
    void frozen(Edition edition) {
        append(edition.requestedBy(), "freeze", edition);
    }

    @Transactional
    void resumed(Actor actor, Edition edition) {
        append(actor, "resume", edition);
    }

    @Transactional
    void cancelled(Actor actor, Edition edition) {
        append(actor, "cancel", edition);
    }

    @Transactional
    void approved(Actor actor, Edition edition) {
        append(actor, "approve", edition);
    }

    private void append(Actor actor, String action, Edition edition) {
        append(actor.reference(), action, edition);
    }

    /** How many signatures it has is known once they are frozen. */
    private void append(String actor, String action, Edition edition) {
        Map<String, String> details = new TreeMap<>(Map.of(
                "cutoff", edition.cutoff().toString(),
                "number", Integer.toString(edition.number())));
        if (edition.isFrozen()) {
            details.put("rows", Long.toString(edition.rowsTotal()));
        }
        log.append(actor, action, "edition/" + edition.petitionId() + "/" + edition.id(), details);
    }
}
