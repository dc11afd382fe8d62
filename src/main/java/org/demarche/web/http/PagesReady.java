package org.demarche.web.http;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private Duration patience;
    private HttpClient client;

    protected PagesReady() {}

    @Inject
    PagesReady(Petitions petitions, Settings settings) {
        this(petitions, settings, PATIENCE);
    }

    /** @param patience how long a page is waited for, from the first byte that is asked to the last that comes */
    PagesReady(Petitions petitions, Settings settings, Duration patience) {
        this.petitions = petitions;
        this.settings = settings;
        this.patience = patience;
    }

    @PostConstruct
    void open() {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pages").status(areShown()).build();
    }

    boolean areShown() {
        return petitions.all().stream().allMatch(this::isShown);
    }

    private boolean isShown(Petition petition) {
        URI page = settings.ownAddress().resolve("/" + petition.languages().get(0) + "/" + petition.slug());
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
        try {
            // The client's own limit would end with the headers.
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode() == 200;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            answer.cancel(true);
        }
    }
}
