package org.demarche.submission;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.util.List;
import org.demarche.petition.Petition;

/** The public list of what was sealed and handed over, to be compared with the package that an addressee holds. */
@Named
@RequestScoped
public class PublicEditionsPage {
    private Petition petition;
    private Editions editions;
    private Clock clock;
    private List<Edition> shown;

    protected PublicEditionsPage() {}

    @Inject
    PublicEditionsPage(Petition petition, Editions editions, Clock clock) {
        this.petition = petition;
        this.editions = editions;
        this.clock = clock;
    }

    /** Sealed and not superseded, the newest first. */
    public List<Edition> getEditions() {
        if (shown == null) {
            shown = editions.published(petition.id(), clock.instant());
        }
        return shown;
    }
}
