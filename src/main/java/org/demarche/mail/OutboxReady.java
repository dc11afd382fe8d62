package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether what is to be mailed can be queued and found again. It says nothing of the mail server: while that is away
 * mails wait, and a portal that takes signatures does its work.
 */
@Readiness
@ApplicationScoped
public class OutboxReady implements HealthCheck {
    private Posting posting;

    protected OutboxReady() {}

    @Inject
    OutboxReady(Posting posting) {
        this.posting = posting;
    }

    @Override
    public HealthCheckResponse call() {
        boolean ready;
        try {
            posting.due(1);
            ready = true;
        } catch (RuntimeException e) {
            ready = false;
        }
        return HealthCheckResponse.named("outbox").status(ready).build();
    }
}
