package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
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

    /**
     * Destroys what of an edition lies on the disk and names signers: the full copy, and what it was made of. A redacted
     * copy names nobody and stays. What is gone already is passed over.
     */
    public void destroyNames(String slug, Edition edition) {
        try {
            if (edition.fileName().isPresent()) {
                Files.deleteIfExists(folder(slug).resolve(edition.fileName().get()));
            }
            Path made = folder(slug).resolve(Long.toString(edition.id()));
            if (Files.isDirectory(made)) {
                try (Stream<Path> all = Files.walk(made)) {
                    for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(one);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The package " + edition.fileName().orElse("") + " could not be deleted", e);
        }
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
