package org.demarche.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.demarche.config.Settings;
import org.demarche.petition.Organisation;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signing.trial.FillingJob;

/** What every page shows around its own content. */
@Named
@ApplicationScoped
public class Site {
    /** The day on which the accessibility statement was last compared with what is tested. */
    private static final LocalDate ACCESSIBILITY_CHECKED = LocalDate.of(2026, 11, 23);

    private Settings settings;
    private FillingJob filling;
    private Petitions petitions;

    protected Site() {}

    @Inject
    Site(Settings settings, Petitions petitions, FillingJob filling) {
        this.settings = settings;
        this.filling = filling;
        this.petitions = petitions;
    }

    public boolean isTrial() {
        return settings.isTrial();
    }

    public LocalDate getAccessibilityChecked() {
        return ACCESSIBILITY_CHECKED;
    }

    public List<Petition> getPetitions() {
        return petitions.all();
    }

    /** Who answers for the petitions here, each once. */
    public List<Organisation> getOrganisations() {
        return petitions.all().stream().map(Petition::organisation).distinct().toList();
    }

    /** The languages in which a page can be read; none where its address has no language. */
    public List<String> languages(Route route) {
        if (route.language().isEmpty()) {
            return List.of();
        }
        return petitions.bySlug(route.slug()).map(Petition::languages).orElseGet(Languages::spoken);
    }

    /** Whether the petition that a page belongs to, or any where it belongs to none, has generated signatures. */
    public boolean isFilled(Route route) {
        return Optional.ofNullable(petition(route)).map(List::of).orElseGet(this::getPetitions).stream()
                .anyMatch(petition -> filling.isFilled(petition.id()));
    }

    /** The petition that a page belongs to, or the only one there is; null where neither is so. */
    public Petition petition(Route route) {
        List<Petition> all = petitions.all();
        return petitions
                .bySlug(route.slug())
                .or(() -> Optional.of(all).filter(some -> some.size() == 1).map(some -> some.get(0)))
                .orElse(null);
    }
}
