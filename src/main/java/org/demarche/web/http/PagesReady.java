package org.demarche.web.http;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node shows every petition. It reads them as a visitor does, through its own public port, so that whoever
 * is sent here first finds the cache of pages filled.
 */
@Readiness
@ApplicationScoped
public class PagesReady implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Petitions petitions;
    private Settings settings;
    private HttpClient client;

    protected PagesReady() {}

    @Inject
    PagesReady(Petitions petitions, Settings settings) {
        this.petitions = petitions;
        this.settings = settings;
    }

    @PostConstruct
    void open() {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pages")
                .status(petitions.all().stream().allMatch(this::isShown))
                .build();
    }

    private boolean isShown(Petition petition) {
        URI page = settings.ownAddress().resolve("/" + petition.languages().get(0) + "/" + petition.slug());
        try {
            return client.send(HttpRequest.newBuilder(page).timeout(PATIENCE).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
