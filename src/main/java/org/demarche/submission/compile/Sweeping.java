package org.demarche.submission.compile;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.demarche.config.Schedule;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.submission.Edition;
import org.demarche.submission.shelf.Packages;
import org.demarche.submission.storage.Durable;

/**
 * Destroys what was made of an edition and not gone on with for a day: it names people in plain, while a package waits for
 * a time-stamp or for the vault. Whoever resumes later begins anew. Every node looks: which of them gets to an edition first does not matter.
 */
@ApplicationScoped
class Sweeping {
    /** How long what is half done may lie. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration TURN = Duration.ofMinutes(10);

    private Petitions petitions;
    private Advancing advancing;
    private Packages packages;
    private Schedule schedule;

    protected Sweeping() {}

    @Inject
    Sweeping(Petitions petitions, Advancing advancing, Packages packages, Schedule schedule) {
        this.petitions = petitions;
        this.advancing = advancing;
        this.packages = packages;
        this.schedule = schedule;
    }

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(TURN, "sweep", this::turn);
    }

    void turn() {
        petitions.all().forEach(petition -> advancing.abandoned(petition.id(), PATIENCE).stream()
                .filter(edition -> Files.exists(packages.work(petition.slug(), edition.id())))
                .forEach(edition -> advancing.whileAbandoned(
                        petition.id(), edition.id(), PATIENCE, () -> destroy(petition, edition))));
    }

    private void destroy(Petition petition, Edition edition) {
        try {
            Durable.delete(packages.work(petition.slug(), edition.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("What was made of edition " + edition.id() + " cannot be deleted", e);
        }
    }
}
