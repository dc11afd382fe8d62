package org.demarche.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.AuditLog;

/** Notes in the audit log who came and went. No entry holds an address or what was typed. */
@ApplicationScoped
class Noting {
    private static final String NOBODY = "nobody";

    private AuditLog log;

    protected Noting() {}

    @Inject
    Noting(AuditLog log) {
        this.log = log;
    }

    @Transactional
    void loggedIn(String account) {
        log.append(account, "log-in", account, Map.of());
    }

    /** @param account the one whose password was wrong; empty if there is none of that name */
    @Transactional
    void refused(Optional<String> account) {
        log.append(NOBODY, "log-in refused", account.orElse("unknown account"), Map.of());
    }
}
