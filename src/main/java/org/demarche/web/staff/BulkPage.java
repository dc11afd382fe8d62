package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.demarche.moderation.Deciding;
import org.demarche.moderation.bulk.Bulk;
import org.demarche.moderation.bulk.DecidingMany;
import org.demarche.moderation.table.Looking;
import org.demarche.petition.Petition;
import org.demarche.web.Redirect;

/** A decision about many: how many they are, how far it has come, and the way back. Also the list of all. */
@Named
@RequestScoped
public class BulkPage {
    private Desk desk;
    private HttpServletRequest request;
    private DecidingMany many;
    private Deciding deciding;
    private Looking looking;
    private Petition petition;
    private Bulk bulk;
    private String problem;

    protected BulkPage() {}

    @Inject
    BulkPage(Desk desk, HttpServletRequest request, DecidingMany many, Deciding deciding, Looking looking) {
        this.desk = desk;
        this.request = request;
        this.many = many;
        this.deciding = deciding;
        this.looking = looking;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        String id = (String) request.getAttribute("bulk");
        bulk = Optional.ofNullable(petition)
                .filter(found -> id != null)
                .flatMap(found -> many.find(desk.actor(), found.id(), Long.parseLong(id)))
                .orElse(null);
    }

    /** Run before the page is drawn: an address of one that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null || (bulk == null && request.getAttribute("bulk") != null)) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the button that lets it begin. */
    public void confirm() {
        follow(many.confirm(desk.actor(), petition.id(), bulk.id()));
    }

    /** The action of the button that stops it, or gives it up. */
    public void cancel() {
        follow(many.cancel(desk.actor(), petition.id(), bulk.id()));
    }

    /** The action of the button that takes it back. */
    public void undo() {
        follow(many.undo(desk.actor(), petition.id(), bulk.id()));
    }

    private void follow(boolean done) {
        if (done) {
            show(petition, bulk.id());
        } else {
            problem = "bulk.late";
            FacesContext.getCurrentInstance().validationFailed();
            read();
        }
    }

    /** Leads to the page of one. */
    static void show(Petition petition, long id) {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(),
                "/staff/petitions/" + petition.slug() + "/bulk/" + id);
        context.responseComplete();
    }

    public Petition getPetition() {
        return petition;
    }

    public Bulk getBulk() {
        return bulk;
    }

    /** The latest that were confirmed. */
    public List<Bulk> getAll() {
        return many.latest(desk.actor(), petition.id());
    }

    /** The address of all, and of one with its number behind it. */
    public String getAddress() {
        return "/staff/petitions/" + petition.slug() + "/bulk";
    }

    /** Why it is decided, in English. */
    public String reason(Bulk one) {
        return deciding.reason(desk.actor(), one.reason())
                .map(reason -> reason.text("en"))
                .orElse(one.reason());
    }

    /** Who asked for it, as pages call them. */
    public String name(String reference) {
        return looking.member(desk.actor(), reference);
    }

    /** Key of the text that says why nothing was done; null if nothing is wrong. */
    public String getProblem() {
        return problem;
    }
}
