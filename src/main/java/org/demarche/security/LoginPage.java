package org.demarche.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.demarche.security.login.KnownBrowsers;
import org.demarche.security.login.LogInOutcome;
import org.demarche.security.login.LoggingIn;
import org.demarche.security.session.Attending;
import org.demarche.security.session.Standing;
import org.demarche.vault.Token;
import org.demarche.web.Redirect;

/** The log-in page: keeps nothing between requests, so that there are no sessions of those who are not logged in. */
@Named
@RequestScoped
public class LoginPage {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> NEWS =
            Set.of("expired", "joined", "log-out", "panic", "password", "renewed", "set-up");

    private LoggingIn loggingIn;
    private KnownBrowsers browsers;
    private Marks marks;
    private Cookies cookies;
    private Attending attending;
    private String email = "";
    private List<Problem> problems = List.of();

    protected LoginPage() {}

    @Inject
    LoginPage(LoggingIn loggingIn, KnownBrowsers browsers, Marks marks, Cookies cookies, Attending attending) {
        this.loggingIn = loggingIn;
        this.browsers = browsers;
        this.marks = marks;
        this.cookies = cookies;
        this.attending = attending;
    }

    /** The action of the form {@code login}. */
    public void logIn() {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        email = external.getRequestParameterMap().getOrDefault("email", "").strip();
        String password = external.getRequestParameterMap().getOrDefault("password", "");
        problems = new ArrayList<>();
        if (email.isEmpty()) {
            problems.add(Problem.of("email", "login.form.email.missing"));
        }
        if (password.isEmpty()) {
            problems.add(Problem.of("password", "login.form.password.missing"));
        }
        if (problems.isEmpty()) {
            tryOnce(external, password);
        }
        if (problems.isEmpty()) {
            context.responseComplete();
        } else {
            context.validationFailed();
        }
    }

    private void tryOnce(ExternalContext external, String password) {
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        HttpServletResponse response = (HttpServletResponse) external.getResponse();
        LogInOutcome outcome = loggingIn.logIn(email, password, cookies.browser(request), marks.ofNetwork(request));
        if (outcome instanceof LogInOutcome.Welcome welcome) {
            Token token = attending.begin(welcome.account(), cookies.session(request));
            cookies.giveSession(response, token);
            attending
                    .attend(token, true)
                    .filter(attendance -> attendance.standing() == Standing.LET_IN)
                    .ifPresent(whole -> cookies.rememberBrowser(response, browsers.remember(welcome.account())));
            Redirect.seeOther(response, "/staff");
        } else if (outcome instanceof LogInOutcome.Wait wait) {
            response.setStatus(TOO_MANY_REQUESTS);
            response.setHeader("Retry-After", Long.toString(seconds(wait.left())));
            problems.add(Problem.of("password", "login.wait", seconds(wait.left())));
        } else {
            problems.add(Problem.of("email", "login.wrong"));
        }
    }

    private static long seconds(Duration left) {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }

    /** Key of the text that says why the visitor is here; null if they simply came. */
    public String getNews() {
        String after = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("after");
        return after != null && NEWS.contains(after) && problems.isEmpty() ? "login.after." + after : null;
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
