package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
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
        log.append(
                actor.reference(),
                action,
                "edition/" + edition.petitionId() + "/" + edition.id(),
                Map.of(
                        "cutoff", edition.cutoff().toString(),
                        "number", Integer.toString(edition.number()),
                        "rows", Long.toString(edition.rowsTotal())));
    }
}
