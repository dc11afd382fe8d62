package org.demarche.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.security.factor.Enrolling;
import org.demarche.security.factor.Holdings;
import org.demarche.security.factor.Method;
import org.demarche.security.factor.Offer;
import org.demarche.security.login.PasswordRules;
import org.demarche.security.passkey.Passkey;
import org.demarche.security.passkey.Passkeys;
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
    private Passkeys passkeys;
    private ChangingPassword changing;
    private Attending attending;
    private Ending ending;
    private Cookies cookies;
    private Attendance attendance;
    private boolean answersOffer;
    private Holdings holdings;
    private List<Passkey> keys = List.of();
    private String passkeyName = "";
    private String creation;
    private Offer offer;
    private List<String> codes = List.of();
    private List<Problem> problems = List.of();

    protected AccessPage() {}

    @Inject
    AccessPage(
            Enrolling enrolling,
            Passkeys passkeys,
            ChangingPassword changing,
            Attending attending,
            Ending ending,
            Cookies cookies,
            HttpServletRequest request) {
        this.enrolling = enrolling;
        this.passkeys = passkeys;
        this.changing = changing;
        this.attending = attending;
        this.ending = ending;
        this.cookies = cookies;
        this.attendance = (Attendance) request.getAttribute(Attendance.ATTRIBUTE);
        this.answersOffer = request.getParameter("accept") != null;
    }

    @PostConstruct
    void read() {
        holdings = enrolling.holdings(staff());
        keys = passkeys.of(staff());
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

    /** The action of the form {@code passkey}: a passkey that the browser has made. */
    public void addPasskey() {
        attendance.mustChangeOwnAccess();
        FacesContext context = FacesContext.getCurrentInstance();
        Map<String, String> sent = context.getExternalContext().getRequestParameterMap();
        String answer = sent.getOrDefault("answer", "");
        passkeyName = sent.getOrDefault("passkey-name", "").strip();
        if (answer.isEmpty()) {
            problems = List.of(Problem.of("answer", "passkey.script"));
        } else if (passkeyName.isEmpty()) {
            problems = List.of(Problem.of("passkey-name", "access.passkey.name.missing"));
        } else if (passkeyName.codePointCount(0, passkeyName.length()) > Passkey.LONGEST_NAME) {
            problems = List.of(Problem.of("passkey-name", "access.passkey.name.long", Passkey.LONGEST_NAME));
        } else {
            problems = add(passkeyName, answer);
        }
        if (!problems.isEmpty()) {
            context.validationFailed();
        }
    }

    private List<Problem> add(String name, String answer) {
        Optional<List<String>> added = attending
                .takeChallenge(attendance.token())
                .flatMap(challenge -> passkeys.add(staff(), name, answer, challenge));
        if (added.isEmpty()) {
            return List.of(Problem.of("answer", "access.passkey.refused", Passkeys.MOST));
        }
        attending.factorShown(attendance.token(), Method.PASSKEY);
        codes = added.get();
        passkeyName = "";
        if (codes.isEmpty()) {
            again("/staff/access");
        } else {
            read();
        }
        return List.of();
    }

    /** The action of the buttons that take a passkey away. */
    public void removePasskey() {
        attendance.mustChangeOwnAccess();
        FacesContext context = FacesContext.getCurrentInstance();
        String which = context.getExternalContext().getRequestParameterMap().getOrDefault("which", "");
        if (which.matches("[0-9]{1,18}")) {
            passkeys.remove(staff(), Long.parseLong(which));
        }
        again("/staff/access");
    }

    /** Whether a passkey can be added at once, without showing a second factor first. */
    public boolean isReady() {
        return attendance.standing() == Standing.ENROLMENT_DUE
                || (attendance.fresh() && attendance.actor().proven())
                || !codes.isEmpty();
    }

    /** What the browser is asked for to make a passkey. */
    public String getPasskeyCreation() {
        if (creation == null) {
            creation = passkeys.toMake(staff(), attendance.actor().name(), attending.challenge(attendance.token()));
        }
        return creation;
    }

    public List<Passkey> getPasskeys() {
        return keys;
    }

    public String getPasskeyName() {
        return passkeyName;
    }

    /** The action of the form {@code password}. */
    public void changePassword() {
        attendance.mustChangeOwnAccess();
        FacesContext context = FacesContext.getCurrentInstance();
        Map<String, String> sent = context.getExternalContext().getRequestParameterMap();
        HttpServletRequest request =
                (HttpServletRequest) context.getExternalContext().getRequest();
        String before = sent.getOrDefault("before", "");
        String chosen = sent.getOrDefault("password", "");
        List<Problem> found = new ArrayList<>();
        if (before.isEmpty()) {
            found.add(Problem.of("before", "access.password.before.missing"));
        }
        found.addAll(NewAccount.judgePassword(chosen, List.of(attendance.actor().name())));
        if (found.isEmpty()) {
            ChangingPassword.Outcome outcome = changing.change(staff(), before, chosen, cookies.browser(request));
            if (outcome instanceof ChangingPassword.Outcome.Wrong) {
                found.add(Problem.of("before", "access.password.before.wrong"));
            } else if (outcome instanceof ChangingPassword.Outcome.Wait wait) {
                found.add(Problem.of("before", "login.wait", FactorPage.seconds(wait.left())));
            } else {
                PageState.drop(request);
                cookies.forgetSession(
                        (HttpServletResponse) context.getExternalContext().getResponse());
                again("/staff/login?after=password");
            }
        }
        problems = found;
        if (!found.isEmpty()) {
            context.validationFailed();
        }
    }

    public int getShortest() {
        return PasswordRules.SHORTEST;
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
