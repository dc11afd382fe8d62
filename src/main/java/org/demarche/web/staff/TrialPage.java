package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.demarche.petition.Petition;
import org.demarche.signing.form.Problem;
import org.demarche.signing.trial.Filling;
import org.demarche.signing.trial.FillingTrials;
import org.demarche.web.Redirect;
import org.demarche.web.Site;

/** Fills a trial with generated signatures, and empties it of them. */
@Named
@RequestScoped
public class TrialPage {
    private Desk desk;
    private FillingTrials trials;
    private Site site;
    private Petition petition;
    private Filling filling;
    private String number = "10000";
    private List<Problem> problems = List.of();

    protected TrialPage() {}

    @Inject
    TrialPage(Desk desk, FillingTrials trials, Site site) {
        this.desk = desk;
        this.trials = trials;
        this.site = site;
    }

    @PostConstruct
    void read() {
        petition = site.isTrial() ? desk.petition().orElse(null) : null;
        filling = petition == null
                ? null
                : trials.look(desk.actor(), petition.id()).orElse(null);
    }

    /** Run before the page is drawn: it is in trials alone. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the button that fills. */
    public void fill() {
        FacesContext context = FacesContext.getCurrentInstance();
        number = context.getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("number", "")
                .strip();
        if (number.matches("[0-9]{1,7}") && wanted() > made() && wanted() <= FillingTrials.MOST) {
            want(wanted());
        } else {
            problems = List.of(Problem.of("number", "fill.form.number.wrong", made() + 1, FillingTrials.MOST));
            context.validationFailed();
        }
    }

    /** The action of the button that removes all of them. */
    public void clear() {
        want(0);
    }

    private long wanted() {
        return Long.parseLong(number);
    }

    private long made() {
        return filling == null ? 0 : filling.made();
    }

    private void want(long wanted) {
        trials.want(desk.actor(), petition.id(), wanted);
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(),
                "/staff/petitions/" + petition.slug() + "/trial");
        context.responseComplete();
    }

    public Petition getPetition() {
        return petition;
    }

    /** How far it is filled; null if it never was. */
    public Filling getFilling() {
        return filling;
    }

    public boolean isMoving() {
        return filling != null && filling.isMoving();
    }

    public String getNumber() {
        return number;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
