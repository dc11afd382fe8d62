package org.demarche.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.demarche.security.factor.Enrolling;
import org.demarche.security.factor.Holdings;
import org.demarche.security.login.KnownBrowsers;
import org.demarche.security.passkey.Passkeys;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Attending;
import org.demarche.security.session.Standing;
import org.demarche.web.Redirect;

/** Asks for the second factor, at log-in or again, and leads on to where its visitor was going. */
@Named
@RequestScoped
public class FactorPage {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String HOME = "/staff";

    private Proving proving;
    private KnownBrowsers browsers;
    private Cookies cookies;
    private Attendance attendance;
    private Passkeys passkeys;
    private Attending attending;
    private Holdings holdings;
    private boolean hasPasskeys;
    private String request;
    private String next = HOME;
    private List<Problem> problems = List.of();

    protected FactorPage() {}

    @Inject
    FactorPage(
            Proving proving,
            Passkeys passkeys,
            Enrolling enrolling,
            Attending attending,
            KnownBrowsers browsers,
            Cookies cookies,
            HttpServletRequest request) {
        this.proving = proving;
        this.passkeys = passkeys;
        this.attending = attending;
        this.browsers = browsers;
        this.cookies = cookies;
        this.attendance = (Attendance) request.getAttribute(Attendance.ATTRIBUTE);
        this.next = WayBack.within(request.getParameter("next"));
        long staff = attendance.actor().id();
        this.holdings = enrolling.holdings(staff);
        this.hasPasskeys = !passkeys.of(staff).isEmpty();
    }

    /** The action of the form {@code factor}. */
    public void show() {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        HttpServletResponse response = (HttpServletResponse) external.getResponse();
        String code = external.getRequestParameterMap().getOrDefault("code", "").strip();
        Optional<String> browser = cookies.browser((HttpServletRequest) external.getRequest());
        problems = code.isEmpty()
                ? List.of(Problem.of("code", "factor.form.code.missing"))
                : problems("code", "factor.form.code.wrong", proving.show(attendance, code, browser), response);
        goOn(context, response);
    }

    /** The action of the form {@code passkey}. */
    public void showPasskey() {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        HttpServletResponse response = (HttpServletResponse) external.getResponse();
        String answer = external.getRequestParameterMap().getOrDefault("answer", "");
        Optional<String> browser = cookies.browser((HttpServletRequest) external.getRequest());
        problems = answer.isEmpty()
                ? List.of(Problem.of("answer", "passkey.script"))
                : problems("answer", "passkey.refused", proving.showPasskey(attendance, answer, browser), response);
        goOn(context, response);
    }

    private void goOn(FacesContext context, HttpServletResponse response) {
        if (problems.isEmpty()) {
            cookies.rememberBrowser(
                    response, browsers.remember(attendance.actor().id()));
            Redirect.seeOther(response, next);
            context.responseComplete();
        } else {
            context.validationFailed();
        }
    }

    private static List<Problem> problems(
            String field, String wrong, Proving.Outcome outcome, HttpServletResponse response) {
        if (outcome instanceof Proving.Outcome.Wait wait) {
            long seconds = seconds(wait.left());
            response.setStatus(TOO_MANY_REQUESTS);
            response.setHeader("Retry-After", Long.toString(seconds));
            return List.of(Problem.of(field, "login.wait", seconds));
        }
        return outcome instanceof Proving.Outcome.Wrong ? List.of(Problem.of(field, wrong)) : List.of();
    }

    static long seconds(Duration left) {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }

    /** Whether it is shown again, and not for the first time in this log-in. */
    public boolean isAgain() {
        return attendance.standing() == Standing.LET_IN;
    }

    /** What the browser is asked for, if the account has passkeys; else null. */
    public String getPasskeyRequest() {
        if (request == null && hasPasskeys) {
            request = passkeys.toShow(attendance.actor().id(), attending.challenge(attendance.token()))
                    .orElse(null);
        }
        return request;
    }

    /** Whether there is something else to show than a passkey. */
    public boolean isTyping() {
        return holdings.totpSince().isPresent() || holdings.recoveryCodes() > 0;
    }

    public boolean isPasskey() {
        return hasPasskeys;
    }

    public String getNext() {
        return next;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
