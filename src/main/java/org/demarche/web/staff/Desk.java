package org.demarche.web.staff;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.demarche.audit.Actor;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signing.trial.FillingJob;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;

/** What a staff page is about, by its address: who asks, which petition, which edition. */
@Named
@RequestScoped
public class Desk {
    private HttpServletRequest request;
    private Petitions petitions;
    private Editions editions;
    private FillingJob filling;

    protected Desk() {}

    @Inject
    Desk(HttpServletRequest request, Petitions petitions, Editions editions, FillingJob filling) {
        this.filling = filling;
        this.request = request;
        this.petitions = petitions;
        this.editions = editions;
    }

    /** Who is logged in. */
    Actor actor() {
        return (Actor) request.getAttribute(Actor.ATTRIBUTE);
    }

    /** The petition that the address names, else the first; empty if there is none of that name. */
    Optional<Petition> petition() {
        String slug = (String) request.getAttribute("slug");
        return slug == null ? petitions.all().stream().findFirst() : petitions.bySlug(slug);
    }

    /** The edition that the address names. */
    Optional<Edition> edition() {
        String id = (String) request.getAttribute("edition");
        return petition().flatMap(petition -> editions.find(petition.id(), Long.parseLong(id)));
    }

    /** For links: the petition in question, or the first where the address names one that is not there. */
    public String getSlug() {
        return petition()
                .or(() -> petitions.all().stream().findFirst())
                .map(Petition::slug)
                .orElse("");
    }

    /** Whether the petition in question has generated signatures. */
    public boolean isFilled() {
        return petition().filter(petition -> filling.isFilled(petition.id())).isPresent();
    }

    /** The address of an edition's page. */
    static String address(Petition petition, Edition edition) {
        return "/staff/petitions/" + petition.slug() + "/editions/" + edition.id();
    }
}
