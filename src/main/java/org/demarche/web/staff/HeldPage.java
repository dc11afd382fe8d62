package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.demarche.moderation.HeldSignature;
import org.demarche.moderation.Reviewing;
import org.demarche.petition.Petition;

/** The signatures that wait for a moderator's decision. */
@Named
@RequestScoped
public class HeldPage {
    private Desk desk;
    private Reviewing reviewing;
    private Petition petition;
    private List<HeldSignature> waiting = List.of();
    private String outcome;

    protected HeldPage() {}

    @Inject
    HeldPage(Desk desk, Reviewing reviewing) {
        this.desk = desk;
        this.reviewing = reviewing;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        look();
    }

    private void look() {
        if (petition != null) {
            waiting = reviewing.waiting(desk.actor(), petition.id());
        }
    }

    /** Run before the page is drawn: an address of a petition that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** Lets a signature count. */
    public void release(long id) {
        decide(id, Reviewing.Decision.RELEASE);
    }

    /** Keeps a signature from counting. */
    public void strikeOut(long id) {
        decide(id, Reviewing.Decision.STRIKE_OUT);
    }

    private void decide(long id, Reviewing.Decision decision) {
        boolean done = reviewing.decide(desk.actor(), petition.id(), id, decision);
        outcome = "held.done." + (done ? decision.name() : "NONE");
        look();
    }

    /** Key of the text that says what was done; null if nothing was. */
    public String getOutcome() {
        return outcome;
    }

    public Petition getPetition() {
        return petition;
    }

    public List<HeldSignature> getWaiting() {
        return waiting;
    }

    /** Whether there may be more than are shown. */
    public boolean isMore() {
        return waiting.size() == Reviewing.ROUND;
    }
}
