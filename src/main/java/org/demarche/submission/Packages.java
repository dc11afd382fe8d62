package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.demarche.config.Settings;

/** Where the packages of editions lie, and where they are made. */
@ApplicationScoped
public class Packages {
    private Settings settings;

    protected Packages() {}

    @Inject
    public Packages(Settings settings) {
        this.settings = settings;
    }

    /** The sealed package, while the edition has one that is not superseded. */
    public Optional<Path> file(String slug, Edition edition) {
        if (edition.sealedAt().isEmpty() || edition.isSuperseded()) {
            return Optional.empty();
        }
        return edition.fileName().map(folder(slug)::resolve).filter(Files::isRegularFile);
    }

    /** All packages of a petition. */
    Path folder(String slug) {
        return settings.data().resolve("editions").resolve(slug);
    }

    /** Where one edition is made. */
    Path work(String slug, long editionId) {
        return folder(slug).resolve(Long.toString(editionId)).resolve("work");
    }
}
