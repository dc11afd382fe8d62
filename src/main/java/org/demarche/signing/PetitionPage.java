package org.demarche.signing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.demarche.mail.Address;
import org.demarche.mail.Misspelling;
import org.demarche.petition.Petition;
import org.demarche.signature.Channel;
import org.demarche.signature.Visibility;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.form.Stamps;
import org.demarche.signing.limits.Admission;
import org.demarche.signing.limits.Admitting;
import org.demarche.signing.limits.Limits;
import org.demarche.signing.limits.Network;
import org.demarche.statistics.Counts;
import org.demarche.vault.drill.Readiness;

/** The letter with its count and the form {@code sign}. Drawn for all alike; a form that is refused, for its sender. */
@Named
@RequestScoped
public class PetitionPage {
    private Petition petition;
    private String language;
    private Signing signing;
    private Stamps stamps;
    private Admitting admitting;
    private Misspelling misspelling;
    private Network network;
    private Counts counts;
    private Readiness readiness;
    private Instant now;
    private SigningForm form;
    private String suggestion;
    private String stamp;
    private List<Problem> problems = List.of();

    protected PetitionPage() {}

    @Inject
    PetitionPage(
            Petition petition,
            Locale locale,
            Signing signing,
            Stamps stamps,
            Admitting admitting,
            Misspelling misspelling,
            Network network,
            Counts counts,
            Readiness readiness,
            Clock clock) {
        this.readiness = readiness;
        this.petition = petition;
        this.language = locale.toLanguageTag();
        this.signing = signing;
        this.stamps = stamps;
        this.admitting = admitting;
        this.misspelling = misspelling;
        this.network = network;
        this.counts = counts;
        this.now = clock.instant();
        this.form = untouched();
    }

    /** Nothing typed; all demands ticked; counted only; nothing consented to. */
    private SigningForm untouched() {
        List<String> all = IntStream.rangeClosed(1, petition.demands().size())
                .mapToObj(Integer::toString)
                .toList();
        return new SigningForm(petition, language, "", "", "", all, Visibility.COUNTED.name(), false, false, false);
    }

    /** The action of the form {@code sign}. */
    public String sign() {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        Fields sent = new Fields(external.getRequestParameterValuesMap());
        form = typed(sent);
        Stamps.Verdict verdict = stamps.judge(sent.text("stamp"), petition, language);
        stamp = verdict.isToBeKept() ? sent.text("stamp") : stamps.renewed(petition, language);
        problems = new ArrayList<>(signing.check(form));
        verdict.problem().ifPresent(problems::add);
        if (problems.isEmpty() && !sent.text("as-is").equals(form.email())) {
            suggest();
        }
        if (problems.isEmpty()) {
            admit(sent, external);
        }
        if (problems.isEmpty()) {
            return petition.slug() + "/check-inbox";
        }
        FacesContext.getCurrentInstance().validationFailed();
        return null;
    }

    private SigningForm typed(Fields sent) {
        String corrected = sent.text("corrected");
        return new SigningForm(
                petition,
                language,
                sent.text("name"),
                corrected.isEmpty() ? sent.text("email") : corrected,
                sent.text("country"),
                sent.all("demands"),
                sent.text("visibility"),
                sent.ticked("consent"),
                sent.ticked("handover"),
                sent.ticked("news"));
    }

    /** A probable slip is asked about once; the same address sent again is taken as it is. */
    private void suggest() {
        Address.parse(form.email()).flatMap(misspelling::suggestion).ifPresent(meant -> {
            suggestion = meant.text();
            problems.add(Problem.of("email", "petition.form.email.suggestion", suggestion));
        });
    }

    private void admit(Fields sent, ExternalContext external) {
        Admission admission = admitting.admit(form, sent.text("website"), network);
        if (admission instanceof Admission.Later later) {
            external.setResponseStatus(Limits.TOO_MANY);
            external.setResponseHeader(
                    "Retry-After", Long.toString(later.pause().toSeconds()));
            problems.add(Problem.of("sign", "petition.form.limit", later.pause().toMinutes() + 1));
        } else if (admission instanceof Admission.Admitted admitted) {
            SigningOutcome outcome = signing.sign(form, Channel.PAGE, admitted.flags(), network);
            if (outcome instanceof SigningOutcome.Refused refused) {
                problems.addAll(refused.problems());
            } else if (outcome instanceof SigningOutcome.NotOpen) {
                problems.add(Problem.of("main", "petition.form.closed"));
            }
        }
    }

    /** The address that was probably meant; null where there is nothing to suggest. */
    public String getSuggestion() {
        return suggestion;
    }

    public SigningForm getForm() {
        return form;
    }

    public boolean supports(int demand) {
        return form.demands().contains(Integer.toString(demand));
    }

    /** What is wrong, in the order of the fields. */
    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }

    public long getCount() {
        return counts.published(petition.id());
    }

    public boolean isOpen() {
        return petition.isOpen(now) && isReady();
    }

    /** Whether everything is there to keep what is signed; asked first, as who may sign is. */
    public boolean isReady() {
        return readiness.isReady(petition.id());
    }

    public boolean isClosed() {
        return petition.isClosed(now);
    }

    /** When a petition that is not open opens, or has closed. */
    public Instant getTurn() {
        return isClosed() ? petition.closesAt().orElseThrow() : petition.opensAt();
    }

    /** The form's stamp. It alone differs between two drawings of the same page, and the page cache is told so. */
    public String getStamp() {
        if (stamp == null) {
            stamp = stamps.fresh(petition, language);
            Map<String, Object> request =
                    FacesContext.getCurrentInstance().getExternalContext().getRequestMap();
            request.put("stamp", stamp);
        }
        return stamp;
    }
}
