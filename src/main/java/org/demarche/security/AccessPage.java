package org.demarche.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.demarche.security.factor.Enrolling;
import org.demarche.security.factor.Holdings;
import org.demarche.security.factor.Method;
import org.demarche.security.factor.Offer;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Attending;
import org.demarche.security.session.Ending;
import org.demarche.security.session.Standing;
import org.demarche.web.Redirect;

/** What a member of staff has to get in with, and where they are logged in. */
@Named
@RequestScoped
public class AccessPage {
    private Enrolling enrolling;
    private Attending attending;
    private Ending ending;
    private Cookies cookies;
    private Attendance attendance;
    private boolean answersOffer;
    private Holdings holdings;
    private Offer offer;
    private List<String> codes = List.of();
    private List<Problem> problems = List.of();

    protected AccessPage() {}

    @Inject
    AccessPage(Enrolling enrolling, Attending attending, Ending ending, Cookies cookies, HttpServletRequest request) {
        this.enrolling = enrolling;
        this.attending = attending;
        this.ending = ending;
        this.cookies = cookies;
        this.attendance = (Attendance) request.getAttribute(Attendance.ATTRIBUTE);
        this.answersOffer = request.getParameter("accept") != null;
    }

    @PostConstruct
    void read() {
        holdings = enrolling.holdings(staff());
        if (answersOffer) {
            // Faces acts on a form only where the page has it, and this one is there with what it answers.
            offer = enrolling.offered(staff()).orElse(null);
        }
    }

    private long staff() {
        return attendance.actor().id();
    }

    /** The action of the button that begins to set up codes by the clock. */
    public void offer() {
        attendance.mustChangeOwnAccess();
        enrolling.offer(staff());
        offer = enrolling.offered(staff()).orElse(null);
    }

    /** The action of the form {@code accept}: the first code of what was offered. */
    public void accept() {
        attendance.mustChangeOwnAccess();
        FacesContext context = FacesContext.getCurrentInstance();
        String code = context.getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("code", "")
                .strip();
        Optional<List<String>> accepted = enrolling.accept(staff(), code);
        if (accepted.isPresent()) {
            // Whoever has just shown a code of it need not show another.
            attending.factorShown(attendance.token(), Method.TOTP);
            codes = accepted.get();
            holdings = enrolling.holdings(staff());
            offer = null;
        } else {
            problems = List.of(Problem.of("code", code.isEmpty() ? "factor.form.code.missing" : "access.totp.wrong"));
            context.validationFailed();
        }
    }

    /** The action of the button that takes codes by the clock away. */
    public void removeTotp() {
        attendance.mustChangeOwnAccess();
        enrolling.removeTotp(staff());
        again("/staff/access");
    }

    /** The action of the button that makes new codes on paper. */
    public void renewCodes() {
        attendance.mustChangeOwnAccess();
        codes = enrolling.renewRecoveryCodes(staff());
        read();
    }

    /** The action of the button that logs out everywhere, here too. */
    public void logOutEverywhere() {
        ending.endAll(staff(), attendance.actor().reference());
        FacesContext context = FacesContext.getCurrentInstance();
        PageState.drop((HttpServletRequest) context.getExternalContext().getRequest());
        cookies.forgetSession((HttpServletResponse) context.getExternalContext().getResponse());
        again("/staff/login?after=log-out");
    }

    private static void again(String address) {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther((HttpServletResponse) context.getExternalContext().getResponse(), address);
        context.responseComplete();
    }

    /** Whether nothing else can be seen before there is a second factor. */
    public boolean isDue() {
        return attendance.standing() == Standing.ENROLMENT_DUE && codes.isEmpty();
    }

    public Holdings getHoldings() {
        return holdings;
    }

    /** The secret that was just offered; null if none was. */
    public Offer getOffer() {
        return offer;
    }

    /** Codes on paper that were made by this request; they are shown this once. */
    public List<String> getCodes() {
        return codes;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
