package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.signing.form.Problem;
import org.demarche.submission.Edition;
import org.demarche.submission.delivery.Changes;
import org.demarche.submission.delivery.Delivering;
import org.demarche.submission.delivery.DeliveringOutcome;
import org.demarche.submission.delivery.DeliveryChannel;
import org.demarche.submission.delivery.DeliveryForm;
import org.demarche.submission.delivery.DeliveryOutcome;
import org.demarche.web.Redirect;
import org.demarche.web.upload.UploadRequest;

/** The form in which staff tell how a package came to its addressee, or did not. */
@Named
@RequestScoped
public class DeliveryPage {
    private Desk desk;
    private Delivering delivering;
    private Changes changes;
    private Petition petition;
    private Edition edition;
    private DeliveryForm form = DeliveryForm.empty();
    private List<Problem> problems = List.of();

    protected DeliveryPage() {}

    @Inject
    DeliveryPage(Desk desk, Delivering delivering, Changes changes) {
        this.desk = desk;
        this.delivering = delivering;
        this.changes = changes;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        edition = desk.edition().orElse(null);
    }

    /** Run before the page is drawn: an address of an edition that is not there is nowhere. */
    public void check() throws IOException {
        if (edition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the form {@code delivery}. */
    public void record() {
        FacesContext context = FacesContext.getCurrentInstance();
        HttpServletRequest request =
                (HttpServletRequest) context.getExternalContext().getRequest();
        form = sent(request);
        if (!desk.actor().proven()) {
            // Said here, where what was typed is still there.
            problems = List.of(Problem.of("delivery-submit", "delivery.prove"));
            context.validationFailed();
            return;
        }
        Optional<byte[]> file = UploadRequest.file(request);
        problems = problems(delivering.record(petition.id(), edition.id(), form, file, desk.actor()));
        if (problems.isEmpty()) {
            Redirect.seeOther(
                    (HttpServletResponse) context.getExternalContext().getResponse(), Desk.address(petition, edition));
            context.responseComplete();
            return;
        }
        if (file.isPresent() && problems.stream().noneMatch(one -> one.field().equals("attachment"))) {
            List<Problem> all = new ArrayList<>(problems);
            // A browser does not send a file twice by itself.
            all.add(Problem.of("attachment", "delivery.form.ATTACHMENT_AGAIN"));
            problems = all;
        }
        context.validationFailed();
    }

    private static DeliveryForm sent(HttpServletRequest request) {
        return new DeliveryForm(
                line(request, "channel"),
                line(request, "outcome"),
                line(request, "day"),
                line(request, "time"),
                line(request, "carrier"),
                line(request, "witness"),
                line(request, "tracking"),
                text(request, "note"));
    }

    private static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.replace("\r\n", "\n").strip();
    }

    private static String line(HttpServletRequest request, String name) {
        return text(request, name).replaceAll("\\p{Cntrl}", " ");
    }

    private static List<Problem> problems(DeliveringOutcome outcome) {
        if (outcome instanceof DeliveringOutcome.Faulty faulty) {
            return faulty.faults().stream()
                    .map(fault -> Problem.of(fault.field(), "delivery.form." + fault.name()))
                    .toList();
        }
        if (outcome instanceof DeliveringOutcome.Changed changed) {
            return List.of(Problem.of("delivery-submit", "delivery.changed", changed.signatures()));
        }
        if (outcome instanceof DeliveringOutcome.Expired) {
            return List.of(Problem.of("delivery-submit", "delivery.expired"));
        }
        return outcome instanceof DeliveringOutcome.NothingToDeliver
                ? List.of(Problem.of("delivery-submit", "delivery.nothing"))
                : List.of();
    }

    public Petition getPetition() {
        return petition;
    }

    public Edition getEdition() {
        return edition;
    }

    public String getAddress() {
        return Desk.address(petition, edition);
    }

    /** What was typed. */
    public DeliveryForm getForm() {
        return form;
    }

    public DeliveryChannel[] getChannels() {
        return DeliveryChannel.values();
    }

    public DeliveryOutcome[] getOutcomes() {
        return DeliveryOutcome.values();
    }

    /** Whether it is too late for any delivery. */
    public boolean isOver() {
        return edition.isDeliverable() && delivering.isOver(petition.id());
    }

    /** How many signatures are no longer as the package has them. */
    public long getChanged() {
        return edition.isDeliverable() ? changes.count(edition) : 0;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
