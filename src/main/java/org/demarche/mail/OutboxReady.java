package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.demarche.config.Promptly;
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
    private Promptly promptly;

    protected OutboxReady() {}

    @Inject
    OutboxReady(Posting posting, Promptly promptly) {
        this.posting = posting;
        this.promptly = promptly;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox")
                .status(promptly.isSo(this::canBeRead))
                .build();
    }

    private boolean canBeRead() {
        posting.due(1);
        return true;
    }
}
