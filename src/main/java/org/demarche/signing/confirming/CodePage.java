package org.demarche.signing.confirming;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.limits.Limits;
import org.demarche.signing.limits.Network;

/** For those who would rather type a code than follow a link. */
@Named
@RequestScoped
public class CodePage {
    private Confirming confirming;
    private Limits limits;
    private Network network;
    private String email = "";
    private String code = "";
    private List<Problem> problems = List.of();

    protected CodePage() {}

    @Inject
    public CodePage(Confirming confirming, Limits limits, Network network) {
        this.confirming = confirming;
        this.limits = limits;
        this.network = network;
    }

    /** The action of the form {@code code}. */
    public String confirm() {
        FacesContext context = FacesContext.getCurrentInstance();
        Fields sent = new Fields(context.getExternalContext().getRequestParameterValuesMap());
        email = sent.text("email").strip();
        code = sent.text("code").strip();
        Optional<Address> address = Address.parse(email);
        Optional<Code> typed = Code.parse(code);
        problems = new ArrayList<>();
        if (address.isEmpty()) {
            problems.add(Problem.of("email", email.isEmpty() ? "code.form.email.missing" : "code.form.email.invalid"));
        }
        if (typed.isEmpty()) {
            problems.add(Problem.of("code", code.isEmpty() ? "code.form.code.missing" : "code.form.code.invalid"));
        }
        Duration pause = problems.isEmpty() ? limits.take(Limits.Door.CODE, network) : Duration.ZERO;
        if (!pause.isZero()) {
            context.getExternalContext().setResponseStatus(Limits.TOO_MANY);
            context.getExternalContext().setResponseHeader("Retry-After", Long.toString(pause.toSeconds()));
            problems.add(Problem.of("code", "error.429.wait", pause.toMinutes() + 1));
        }
        if (problems.isEmpty()) {
            if (confirming.confirm(address.orElseThrow(), typed.orElseThrow()) instanceof Confirmation.Done done) {
                return "signature/" + done.page().text();
            }
            problems.add(Problem.of("code", "code.form.wrong"));
        }
        context.validationFailed();
        return null;
    }

    public String getEmail() {
        return email;
    }

    public String getCode() {
        return code;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
