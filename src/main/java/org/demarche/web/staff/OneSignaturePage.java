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
import org.demarche.audit.Act;
import org.demarche.moderation.Deciding;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.DecidingOutcome;
import org.demarche.moderation.Reason;
import org.demarche.moderation.table.Looking;
import org.demarche.moderation.table.Reading;
import org.demarche.moderation.table.SignatureRow;
import org.demarche.petition.Petition;
import org.demarche.signature.Submissions;
import org.demarche.signing.form.Problem;
import org.demarche.vault.Vault;

/** One signature: what is known of it, what was decided, and a decision. */
@Named
@RequestScoped
public class OneSignaturePage {
    private Desk desk;
    private HttpServletRequest request;
    private Looking looking;
    private Reading reading;
    private Deciding deciding;
    private Submissions submissions;
    private Vault vault;

    private Petition petition;
    private Looking.Whole whole;
    private List<Reason> reasons = List.of();
    private Reading.Person person;
    private DecidingOutcome.Looked outcome;
    private List<Problem> problems = List.of();

    protected OneSignaturePage() {}

    @Inject
    OneSignaturePage(
            Desk desk,
            HttpServletRequest request,
            Looking looking,
            Reading reading,
            Deciding deciding,
            Submissions submissions,
            Vault vault) {
        this.desk = desk;
        this.request = request;
        this.looking = looking;
        this.reading = reading;
        this.deciding = deciding;
        this.submissions = submissions;
        this.vault = vault;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        reasons = deciding.reasons(desk.actor());
        look();
    }

    private void look() {
        long id = Long.parseLong((String) request.getAttribute("signature"));
        whole = Optional.ofNullable(petition)
                .flatMap(found -> looking.whole(desk.actor(), found.id(), id))
                .orElse(null);
    }

    /** Run before the page is drawn: an address of a signature that is not there is nowhere. */
    public void check() throws IOException {
        if (whole == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the button that decides. */
    public void decide() {
        FacesContext context = FacesContext.getCurrentInstance();
        Optional<Choice> choice =
                Choice.of(context.getExternalContext().getRequestParameterMap().get("choice"));
        List<Seen> seen = Choice.ticked(context.getExternalContext().getRequestParameterValuesMap()).stream()
                .filter(one -> one.signatureId() == getRow().id())
                .toList();
        if (choice.isEmpty() || seen.isEmpty()) {
            refuse(context, "signatures.decide.missing");
        } else if (deciding.decide(
                        desk.actor(),
                        petition.id(),
                        seen,
                        choice.get().ruling(),
                        choice.get().reason())
                instanceof DecidingOutcome.Looked looked) {
            outcome = looked;
            look();
        } else {
            refuse(context, "signatures.decide.unfit");
        }
    }

    private void refuse(FacesContext context, String message) {
        problems = List.of(Problem.of("choice", message));
        context.validationFailed();
    }

    /** The action of the button that shows the name. */
    public void name() {
        if (isReadable()) {
            person = reading.read(desk.actor(), petition.id(), List.of(getRow().id()))
                    .get(getRow().id());
        }
    }

    public Petition getPetition() {
        return petition;
    }

    public SignatureRow getRow() {
        return whole.row();
    }

    /** All decisions about it, the latest first. */
    public List<SignatureRow.Ruled> getHistory() {
        return whole.history();
    }

    /** The editions that it is in, the newest first. */
    public List<Submissions.Standing> getEditions() {
        return submissions.of(petition.id(), getRow().id());
    }

    /** Whether names can be shown: whether the vault is open. */
    public boolean isReadable() {
        return desk.actor().may(Act.READ_PERSONS) && vault.canUnlock(petition.id());
    }

    /** Who signed; null if that was not asked for. */
    public Reading.Person getPerson() {
        return person;
    }

    /** What became of the last decision; null if nothing was decided. */
    public DecidingOutcome.Looked getOutcome() {
        return outcome;
    }

    public List<Reason> getReasons() {
        return reasons;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
