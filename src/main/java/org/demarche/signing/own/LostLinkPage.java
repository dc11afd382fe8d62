package org.demarche.signing.own;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;
import org.demarche.signing.limits.Limits;
import org.demarche.signing.limits.Network;

/** Mails signers the link to their page again. The same answer for every address. */
@Named
@RequestScoped
public class LostLinkPage {
    private FindingLinks links;
    private Limits limits;
    private Network network;
    private String language;
    private String email = "";
    private List<Problem> problems = List.of();

    protected LostLinkPage() {}

    @Inject
    public LostLinkPage(FindingLinks links, Limits limits, Network network, Locale locale) {
        this.links = links;
        this.limits = limits;
        this.network = network;
        this.language = locale.toLanguageTag();
    }

    /** The action of the form {@code lost}. */
    public String request() {
        FacesContext context = FacesContext.getCurrentInstance();
        email = new Fields(context.getExternalContext().getRequestParameterValuesMap())
                .text("email")
                .strip();
        Optional<Address> address = Address.parse(email);
        if (address.isEmpty()) {
            problems = List.of(
                    Problem.of("email", email.isEmpty() ? "lost.form.email.missing" : "lost.form.email.invalid"));
            context.validationFailed();
            return null;
        }
        Duration pause = limits.take(Limits.Door.LOST_LINK, network);
        if (!pause.isZero()) {
            context.getExternalContext().setResponseStatus(Limits.TOO_MANY);
            context.getExternalContext().setResponseHeader("Retry-After", Long.toString(pause.toSeconds()));
            problems = List.of(Problem.of("email", "error.429.wait", pause.toMinutes() + 1));
            context.validationFailed();
            return null;
        }
        links.request(address.get(), language);
        return "lost-link/sent";
    }

    public String getEmail() {
        return email;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
