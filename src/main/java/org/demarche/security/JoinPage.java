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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Role;
import org.demarche.security.login.PasswordRules;
import org.demarche.security.login.Passwords;
import org.demarche.security.team.Invitation;
import org.demarche.security.team.Joining;
import org.demarche.security.team.JoiningOutcome;
import org.demarche.vault.Token;
import org.demarche.web.Redirect;

/** The page behind the link in an invitation. */
@Named
@RequestScoped
public class JoinPage {
    private Joining joining;
    private Passwords passwords;
    private Optional<Token> token = Optional.empty();
    private Optional<Invitation> invitation = Optional.empty();
    private String name = "";
    private List<Problem> problems = List.of();

    protected JoinPage() {}

    @Inject
    JoinPage(Joining joining, Passwords passwords, HttpServletRequest request) {
        this.joining = joining;
        this.passwords = passwords;
        this.token = Token.parse((String) request.getAttribute("token"));
    }

    @PostConstruct
    void read() {
        invitation = token.flatMap(joining::invitation);
    }

    /** The action of the form {@code join}. */
    public void join() {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        Map<String, String> sent = external.getRequestParameterMap();
        name = NewAccount.tidy(sent.getOrDefault("name", ""));
        String password = sent.getOrDefault("password", "");
        if (!isOpen()) {
            return;
        }
        problems = new ArrayList<>(NewAccount.judgeName(name));
        problems.addAll(NewAccount.judgePassword(password, List.of(name, getEmail())));
        if (problems.isEmpty() && make(password)) {
            Redirect.seeOther((HttpServletResponse) external.getResponse(), "/staff/login?after=joined");
            context.responseComplete();
        } else if (!problems.isEmpty()) {
            context.validationFailed();
        }
    }

    private boolean make(String password) {
        try {
            boolean joined = joining.join(token.orElseThrow(), name, passwords.hashed(password))
                    instanceof JoiningOutcome.Joined;
            if (!joined) {
                invitation = Optional.empty();
            }
            return joined;
        } catch (Passwords.Busy e) {
            problems.add(Problem.of("password", "setup.busy"));
            return false;
        }
    }

    /** Whether the link can still be used. */
    public boolean isOpen() {
        return invitation.isPresent();
    }

    public String getEmail() {
        return invitation.map(Invitation::email).orElse("");
    }

    public Set<Role> getRoles() {
        return invitation.map(Invitation::roles).orElse(Set.of());
    }

    public int getShortest() {
        return PasswordRules.SHORTEST;
    }

    public String getName() {
        return name;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
