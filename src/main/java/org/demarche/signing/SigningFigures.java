package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.demarche.signature.SignatureConfirmed;
import org.demarche.signing.confirming.Confirming;
import org.demarche.signing.ledger.AttemptMade;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * What this node has taken since its start, for monitors: numbers alone, counted when they are durable. Their names are
 * in src/doc/operating.md, and monitors rely on them.
 */
@ApplicationScoped
class SigningFigures {
    /** A timer, by the name that its annotations have. */
    static final String SIGNING = "demarche_signing";

    private Counter forms;
    private Counter confirmed;
    private Histogram groups;

    protected SigningFigures() {}

    @Inject
    SigningFigures(MetricRegistry registry) {
        forms = registry.counter("demarche_forms");
        confirmed = registry.counter("demarche_confirmed");
        groups = registry.histogram("demarche_group_commit");
        registry.timer(SIGNING);
        registry.timer(Confirming.CONFIRMING);
    }

    /** A figure that is still 0 is shown, too. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object started) {}

    void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptMade made) {
        if (made.forms() > 0) {
            forms.inc(made.forms());
            groups.update(made.forms());
        }
    }

    void confirmed(@Observes(during = TransactionPhase.AFTER_SUCCESS) SignatureConfirmed signature) {
        confirmed.inc();
    }
}
