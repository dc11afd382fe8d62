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
import org.demarche.security.login.KnownBrowsers;
import org.demarche.security.session.Attendance;
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
    private String next = HOME;
    private List<Problem> problems = List.of();

    protected FactorPage() {}

    @Inject
    FactorPage(Proving proving, KnownBrowsers browsers, Cookies cookies, HttpServletRequest request) {
        this.proving = proving;
        this.browsers = browsers;
        this.cookies = cookies;
        this.attendance = (Attendance) request.getAttribute(Attendance.ATTRIBUTE);
        this.next = within(request.getParameter("next"));
    }

    /** Only to what this portal shows staff, never elsewhere. */
    static String within(String address) {
        boolean known = address != null
                && StaffRoute.find(address)
                        .filter(found -> found.route().isReadable()
                                && !found.route().isOpen()
                                && found.route() != StaffRoute.FACTOR)
                        .isPresent();
        return known ? address : HOME;
    }

    /** The action of the form {@code factor}. */
    public void show() {
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext external = context.getExternalContext();
        HttpServletResponse response = (HttpServletResponse) external.getResponse();
        String code = external.getRequestParameterMap().getOrDefault("code", "").strip();
        problems = code.isEmpty() ? List.of(Problem.of("code", "factor.form.code.missing")) : tryOnce(code, external);
        if (problems.isEmpty()) {
            cookies.rememberBrowser(
                    response, browsers.remember(attendance.actor().id()));
            Redirect.seeOther(response, next);
            context.responseComplete();
        } else {
            context.validationFailed();
        }
    }

    private List<Problem> tryOnce(String code, ExternalContext external) {
        Proving.Outcome outcome =
                proving.show(attendance, code, cookies.browser((HttpServletRequest) external.getRequest()));
        if (outcome instanceof Proving.Outcome.Wait wait) {
            long seconds = seconds(wait.left());
            HttpServletResponse response = (HttpServletResponse) external.getResponse();
            response.setStatus(TOO_MANY_REQUESTS);
            response.setHeader("Retry-After", Long.toString(seconds));
            return List.of(Problem.of("code", "login.wait", seconds));
        }
        return outcome instanceof Proving.Outcome.Wrong
                ? List.of(Problem.of("code", "factor.form.code.wrong"))
                : List.of();
    }

    static long seconds(Duration left) {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }

    /** Whether it is shown again, and not for the first time in this log-in. */
    public boolean isAgain() {
        return attendance.standing() == Standing.LET_IN;
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
