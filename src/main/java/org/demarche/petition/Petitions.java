package org.demarche.petition;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.config.Settings;
import org.demarche.vault.Vault;

/** The petitions of this portal, as their definitions and the database have them since the start. */
@ApplicationScoped
public class Petitions {
    private static final String SHIPPED = "petitions/azimjan-askarov/";

    private Settings settings;
    private PetitionStore store;
    private Vault vault;
    private volatile List<Petition> all = List.of();

    protected Petitions() {}

    @Inject
    Petitions(Settings settings, PetitionStore store, Vault vault) {
        this.settings = settings;
        this.store = store;
        this.vault = vault;
    }

    void open(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
                    Object started) {
        List<Petition> defined = defined();
        store.checkSigned(defined.stream().map(Petition::slug).collect(Collectors.toSet()));
        List<Petition> stored = new ArrayList<>();
        for (Petition petition : defined) {
            stored.add(store.store(petition, vault::found));
        }
        all = List.copyOf(stored);
    }

    /** In the order of their definitions. */
    public List<Petition> all() {
        return all;
    }

    public Optional<Petition> bySlug(String slug) {
        return all.stream().filter(petition -> petition.slug().equals(slug)).findFirst();
    }

    /**
     * The petition with an id that a row of this database has.
     *
     * @throws IllegalArgumentException if there is no such petition
     */
    public Petition byId(long id) {
        return all.stream()
                .filter(petition -> petition.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no petition " + id + "."));
    }

    /** The canonical text that was published under a version, also when it has been superseded. */
    public String publishedText(long petitionId, int version, String language) {
        return store.text(petitionId, version, language);
    }

    /** SHA-256 of that text in lower-case hexadecimal. */
    public String publishedSha256(long petitionId, int version, String language) {
        return Letter.sha256(publishedText(petitionId, version, language));
    }

    private List<Petition> defined() {
        if (settings.petitions().isEmpty()) {
            return List.of(Definition.read(file -> getClass().getClassLoader().getResourceAsStream(SHIPPED + file)));
        }
        try (Stream<Path> folders = Files.list(settings.petitions().get())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("petition.json")))
                    .sorted()
                    .map(folder -> Definition.read(file -> Files.newInputStream(folder.resolve(file))))
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("demarche.petitions names a folder that does not exist.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
