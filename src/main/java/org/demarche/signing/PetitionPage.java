package org.demarche.signing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.demarche.petition.Petition;
import org.demarche.signature.Channel;
import org.demarche.signature.Visibility;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.form.Stamps;
import org.demarche.statistics.Counts;

/** The letter with its count and the form {@code sign}. Drawn for all alike; a form that is refused, for its sender. */
@Named
@RequestScoped
public class PetitionPage {
    private Petition petition;
    private String language;
    private Signing signing;
    private Stamps stamps;
    private Counts counts;
    private Instant now;
    private SigningForm form;
    private String stamp;
    private List<Problem> problems = List.of();

    protected PetitionPage() {}

    @Inject
    PetitionPage(Petition petition, Locale locale, Signing signing, Stamps stamps, Counts counts, Clock clock) {
        this.petition = petition;
        this.language = locale.toLanguageTag();
        this.signing = signing;
        this.stamps = stamps;
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
        FacesContext context = FacesContext.getCurrentInstance();
        Fields sent = new Fields(context.getExternalContext().getRequestParameterValuesMap());
        form = new SigningForm(
                petition,
                language,
                sent.text("name"),
                sent.text("email"),
                sent.text("country"),
                sent.all("demands"),
                sent.text("visibility"),
                sent.ticked("consent"),
                sent.ticked("handover"),
                sent.ticked("news"));
        Stamps.Verdict verdict = stamps.judge(sent.text("stamp"), petition, language);
        stamp = verdict.isToBeKept() ? sent.text("stamp") : stamps.renewed(petition, language);
        if (verdict == Stamps.Verdict.GOOD) {
            SigningOutcome outcome = signing.sign(form, Channel.PAGE, Set.of());
            if (outcome instanceof SigningOutcome.Accepted) {
                return petition.slug() + "/check-inbox";
            }
            problems = outcome instanceof SigningOutcome.Refused refused ? refused.problems() : List.of();
        } else {
            problems = new ArrayList<>(signing.check(form));
            verdict.problem().ifPresent(problems::add);
        }
        context.validationFailed();
        return null;
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
        return petition.isOpen(now);
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
