package org.demarche.petition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether the start is over: the database has this version's model, and every petition is there. */
@Startup
@ApplicationScoped
public class Opened implements HealthCheck {
    private Petitions petitions;

    protected Opened() {}

    @Inject
    Opened(Petitions petitions) {
        this.petitions = petitions;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("petitions")
                .status(!petitions.all().isEmpty())
                .build();
    }
}
