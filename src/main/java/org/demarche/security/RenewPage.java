package org.demarche.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.audit.Staff;
import org.demarche.security.login.PasswordRules;
import org.demarche.security.login.Passwords;
import org.demarche.security.renewal.Renewing;
import org.demarche.vault.Token;
import org.demarche.web.Redirect;

/** The page behind the link that renews somebody's access. */
@Named
@RequestScoped
public class RenewPage {
    private Renewing renewing;
    private Passwords passwords;
    private Optional<Token> token = Optional.empty();
    private Optional<Staff> account = Optional.empty();
    private List<Problem> problems = List.of();

    protected RenewPage() {}

    @Inject
    RenewPage(Renewing renewing, Passwords passwords, HttpServletRequest request) {
        this.renewing = renewing;
        this.passwords = passwords;
        this.token = Token.parse((String) request.getAttribute("token"));
    }

    @PostConstruct
    void read() {
        account = token.flatMap(renewing::account);
    }

    /** The action of the form {@code renew}. */
    public void renew() {
        if (!isOpen()) {
            return;
        }
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        String password = external.getRequestParameterMap().getOrDefault("password", "");
        problems = new ArrayList<>(
                NewAccount.judgePassword(password, List.of(account.orElseThrow().name(), getEmail())));
        if (problems.isEmpty() && accept(password)) {
            Redirect.seeOther((HttpServletResponse) external.getResponse(), "/staff/login?after=renewed");
            context.responseComplete();
        } else if (!problems.isEmpty()) {
            context.validationFailed();
        }
    }

    private boolean accept(String password) {
        try {
            boolean renewed = renewing.renew(token.orElseThrow(), passwords.hashed(password));
            if (!renewed) {
                account = Optional.empty();
            }
            return renewed;
        } catch (Passwords.Busy e) {
            problems.add(Problem.of("password", "setup.busy"));
            return false;
        }
    }

    /** Whether the link can still be used. */
    public boolean isOpen() {
        return account.isPresent();
    }

    public String getEmail() {
        return account.map(Staff::email).orElse("");
    }

    public int getShortest() {
        return PasswordRules.SHORTEST;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
