package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.demarche.audit.Act;
import org.demarche.petition.Petition;
import org.demarche.submission.Edition;
import org.demarche.submission.EditionState;
import org.demarche.submission.Editions;

/** The submissions of a petition, the newest first. */
@Named
@RequestScoped
public class EditionsPage {
    private Desk desk;
    private Editions editions;
    private Clock clock;
    private Petition petition;
    private List<Edition> all = List.of();

    protected EditionsPage() {}

    @Inject
    EditionsPage(Desk desk, Editions editions, Clock clock) {
        this.desk = desk;
        this.editions = editions;
        this.clock = clock;
    }

    @PostConstruct
    void read() {
        desk.actor().must(Act.SEE_EDITIONS);
        petition = desk.petition().orElse(null);
        if (petition != null) {
            all = editions.all(petition.id());
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

    public Petition getPetition() {
        return petition;
    }

    public List<Edition> getAll() {
        return all;
    }

    public EditionState state(Edition edition) {
        return edition.state(clock.instant());
    }

    public String address(Edition edition) {
        return Desk.address(petition, edition);
    }
}
