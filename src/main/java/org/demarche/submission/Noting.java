package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.audit.AuditLog;

/** Notes in the audit log what staff had done to an edition, and who they were, as the log names them. */
@ApplicationScoped
public class Noting {
    private AuditLog log;

    protected Noting() {}

    @Inject
    public Noting(AuditLog log) {
        this.log = log;
    }

    /** Somebody had it compiled. */
    @Transactional
    public void compiled(String by, Edition edition) {
        append(by, "compile", edition);
    }

    /** On behalf of whoever had it compiled. */
    @Transactional
    public void frozen(Edition edition) {
        append(edition.requestedBy(), "freeze", edition);
    }

    /** Somebody had it gone on with. */
    @Transactional
    public void resumed(String by, Edition edition) {
        append(by, "resume", edition);
    }

    /** Somebody stopped it. */
    @Transactional
    public void cancelled(String by, Edition edition) {
        append(by, "cancel", edition);
    }

    /** Somebody let it go out. */
    @Transactional
    void approved(String by, Edition edition) {
        append(by, "approve", edition);
    }

    /** How many signatures it has is known once they are frozen. */
    private void append(String by, String action, Edition edition) {
        Map<String, String> details = new TreeMap<>(Map.of(
                "cutoff", edition.cutoff().toString(),
                "number", Integer.toString(edition.number())));
        if (edition.isFrozen()) {
            details.put("rows", Long.toString(edition.rowsTotal()));
        }
        log.append(by, action, "edition/" + edition.petitionId() + "/" + edition.id(), details);
    }
}
