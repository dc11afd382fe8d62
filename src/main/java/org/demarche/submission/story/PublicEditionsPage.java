package org.demarche.submission.story;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.demarche.petition.Petition;

/** The public list of what was sealed and handed over, to be compared with the package that an addressee holds. */
@Named
@RequestScoped
public class PublicEditionsPage {
    private Petition petition;
    private Stories stories;
    private List<EditionStory> shown;

    protected PublicEditionsPage() {}

    @Inject
    PublicEditionsPage(Petition petition, Stories stories) {
        this.petition = petition;
        this.stories = stories;
    }

    /** Sealed and not superseded, the newest first. */
    public List<EditionStory> getEditions() {
        if (shown == null) {
            shown = stories.of(petition.id());
        }
        return shown;
    }
}
