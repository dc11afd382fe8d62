package org.demarche.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.demarche.config.Promptly;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node can take a signature at this moment: the database answers and has the model, and the keys under
 * which a form is sealed and an address compared can be read.
 */
@Readiness
@ApplicationScoped
public class ReadyToSign implements HealthCheck {
    private Rehearsing rehearsing;
    private Promptly promptly;

    protected ReadyToSign() {}

    @Inject
    ReadyToSign(Rehearsing rehearsing, Promptly promptly) {
        this.rehearsing = rehearsing;
        this.promptly = promptly;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("ready-to-sign")
                .status(promptly.isSo(rehearsing::succeeds))
                .build();
    }
}
