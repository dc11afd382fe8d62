package org.demarche.signing.own;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;

/** Mails signers the link to their page again. The same answer for every address. */
@Named
@RequestScoped
public class LostLinkPage {
    private FindingLinks links;
    private String language;
    private String email = "";
    private List<Problem> problems = List.of();

    protected LostLinkPage() {}

    @Inject
    public LostLinkPage(FindingLinks links, Locale locale) {
        this.links = links;
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
