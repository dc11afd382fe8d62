package org.demarche.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.statistics.Counts;

/** The list of all petitions that can be read in the page's language. */
@Named
@RequestScoped
public class PetitionsPage {
    private Petitions petitions;
    private Counts counts;
    private String language;

    protected PetitionsPage() {}

    @Inject
    PetitionsPage(Petitions petitions, Counts counts, Locale locale) {
        this.petitions = petitions;
        this.counts = counts;
        this.language = locale.toLanguageTag();
    }

    public List<Petition> getPetitions() {
        return petitions.all().stream()
                .filter(petition -> petition.languages().contains(language))
                .toList();
    }

    public long count(Petition petition) {
        return counts.published(petition.id());
    }
}
