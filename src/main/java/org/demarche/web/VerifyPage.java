package org.demarche.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;
import org.demarche.signing.limits.Limits;
import org.demarche.signing.limits.Network;
import org.demarche.submission.receipt.CheckedReceipt;
import org.demarche.submission.receipt.CheckingReceipt;

/** How to check a package, and the check of a receipt. */
@Named
@RequestScoped
public class VerifyPage {
    private CheckingReceipt checking;
    private Limits limits;
    private Network network;
    private String language;
    private String receipt = "";
    private CheckedReceipt.Genuine proven;
    private List<Problem> problems = List.of();

    protected VerifyPage() {}

    @Inject
    public VerifyPage(CheckingReceipt checking, Limits limits, Network network, Locale locale) {
        this.checking = checking;
        this.limits = limits;
        this.network = network;
        this.language = locale.toLanguageTag();
    }

    /** The action of the form {@code receipt}. */
    public void check() {
        FacesContext context = FacesContext.getCurrentInstance();
        receipt = new Fields(context.getExternalContext().getRequestParameterValuesMap()).text("text");
        if (receipt.isBlank()) {
            refuse(context, Problem.of("text", "verify.receipt.field.missing"));
            return;
        }
        Duration pause = limits.take(Limits.Door.RECEIPT, network);
        if (!pause.isZero()) {
            context.getExternalContext().setResponseStatus(Limits.TOO_MANY);
            context.getExternalContext().setResponseHeader("Retry-After", Long.toString(pause.toSeconds()));
            refuse(context, Problem.of("text", "error.429.wait", pause.toMinutes() + 1));
            return;
        }
        CheckedReceipt checked = checking.check(receipt);
        if (checked instanceof CheckedReceipt.Genuine genuine) {
            proven = genuine;
            return;
        }
        refuse(
                context,
                Problem.of(
                        "text",
                        switch ((CheckedReceipt.Refused) checked) {
                            case UNREADABLE -> "verify.receipt.field.unreadable";
                            case UNKNOWN -> "verify.receipt.field.unknown";
                            case BROKEN -> "verify.receipt.field.broken";
                        }));
    }

    private void refuse(FacesContext context, Problem problem) {
        problems = List.of(problem);
        context.validationFailed();
    }

    /** What a receipt proves; null if none was checked, or it proves nothing. */
    public CheckedReceipt.Genuine getProven() {
        return proven;
    }

    /** The title of the petition that it proves something of. */
    public String getTitle() {
        String spoken = proven.petition().languages().contains(language)
                ? language
                : proven.petition().languages().get(0);
        return proven.petition().letter(spoken).title();
    }

    /** As it was sent. */
    public String getReceipt() {
        return receipt;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
