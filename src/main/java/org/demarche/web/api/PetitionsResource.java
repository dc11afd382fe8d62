package org.demarche.web.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.statistics.Counts;
import org.demarche.statistics.PublicFigures;
import org.demarche.submission.Editions;

/** What everybody may read of the petitions. Drawn once for all alike, and kept like a page. */
@Path("petitions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PetitionsResource {
    private Petitions petitions;
    private Counts counts;
    private PublicFigures figures;
    private Editions editions;
    private PetitionDocuments documents;
    private Clock clock;

    protected PetitionsResource() {}

    @Inject
    PetitionsResource(
            Petitions petitions,
            Counts counts,
            PublicFigures figures,
            Editions editions,
            PetitionDocuments documents,
            Clock clock) {
        this.petitions = petitions;
        this.counts = counts;
        this.figures = figures;
        this.editions = editions;
        this.documents = documents;
        this.clock = clock;
    }

    @GET
    public String list() {
        return documents
                .list(petitions.all(), petition -> counts.published(petition.id()))
                .toString();
    }

    @GET
    @Path("{slug}")
    public String petition(@PathParam("slug") String slug) {
        Petition petition = find(slug);
        return documents.whole(petition, counts.published(petition.id())).toString();
    }

    @GET
    @Path("{slug}/count")
    public String count(@PathParam("slug") String slug) {
        Petition petition = find(slug);
        return documents.count(petition, counts.published(petition.id())).toString();
    }

    @GET
    @Path("{slug}/statistics")
    public String statistics(@PathParam("slug") String slug) {
        Petition petition = find(slug);
        return documents.statistics(petition, figures.of(petition)).toString();
    }

    @GET
    @Path("{slug}/editions")
    public String editions(@PathParam("slug") String slug) {
        Petition petition = find(slug);
        JsonObject json = documents.editions(petition, editions.published(petition.id(), clock.instant()));
        return json.toString();
    }

    private Petition find(String slug) {
        return petitions.bySlug(slug).orElseThrow(NotFoundException::new);
    }
}
