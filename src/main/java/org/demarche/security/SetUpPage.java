package org.demarche.security;

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
import org.demarche.mail.Address;
import org.demarche.security.login.PasswordRules;
import org.demarche.security.login.Passwords;
import org.demarche.vault.Token;
import org.demarche.web.Redirect;

/** The page behind the link that the console shows at the first start. */
@Named
@RequestScoped
public class SetUpPage {
    private SettingUp settingUp;
    private Passwords passwords;
    private Optional<Token> token;
    private String name = "";
    private String email = "";
    private List<Problem> problems = List.of();

    protected SetUpPage() {}

    @Inject
    SetUpPage(SettingUp settingUp, Passwords passwords, HttpServletRequest request) {
        this.settingUp = settingUp;
        this.passwords = passwords;
        this.token = Token.parse((String) request.getAttribute("token"));
    }

    /** The action of the form {@code setup}. */
    public void setUp() {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        Map<String, String> sent = external.getRequestParameterMap();
        name = NewAccount.tidy(sent.getOrDefault("name", ""));
        email = sent.getOrDefault("email", "").strip();
        String password = sent.getOrDefault("password", "");
        if (!isOpen()) {
            return;
        }
        problems = judge(password);
        if (problems.isEmpty() && make(password)) {
            Redirect.seeOther((HttpServletResponse) external.getResponse(), "/staff/login?after=set-up");
            context.responseComplete();
        } else if (!problems.isEmpty()) {
            context.validationFailed();
        }
    }

    private boolean make(String password) {
        try {
            SetUpOutcome outcome = settingUp.setUp(token.orElseThrow(), name, email, passwords.hashed(password));
            return outcome instanceof SetUpOutcome.Made;
        } catch (Passwords.Busy e) {
            problems.add(Problem.of("password", "setup.busy"));
            return false;
        }
    }

    private List<Problem> judge(String password) {
        List<Problem> found = new ArrayList<>(NewAccount.judgeName(name));
        if (email.isEmpty()) {
            found.add(Problem.of("email", "setup.form.email.missing"));
        } else if (Address.parse(email).isEmpty()) {
            found.add(Problem.of("email", "setup.form.email.invalid"));
        }
        found.addAll(NewAccount.judgePassword(password, List.of(name, email)));
        return found;
    }

    /** Whether the link can still be used. */
    public boolean isOpen() {
        return token.filter(settingUp::isOffered).isPresent();
    }

    public int getShortest() {
        return PasswordRules.SHORTEST;
    }

    public String getName() {
        return name;
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
