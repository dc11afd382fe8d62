package org.demarche.web.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.statistics.Counts;
import org.demarche.statistics.PublicFigures;
import org.demarche.submission.story.Stories;

/** What everybody may read of the petitions. Drawn once for all alike, and kept like a page. */
@Path("petitions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PetitionsResource {
    private Petitions petitions;
    private Counts counts;
    private PublicFigures figures;
    private Stories stories;
    private PetitionDocuments documents;

    protected PetitionsResource() {}

    @Inject
    PetitionsResource(
            Petitions petitions, Counts counts, PublicFigures figures, Stories stories, PetitionDocuments documents) {
        this.petitions = petitions;
        this.counts = counts;
        this.figures = figures;
        this.stories = stories;
        this.documents = documents;
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
        return documents.editions(petition, stories.of(petition.id())).toString();
    }

    private Petition find(String slug) {
        return petitions.bySlug(slug).orElseThrow(NotFoundException::new);
    }
}
