package org.demarche.security.team;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.security.renewal.Renewing;
import org.demarche.web.Redirect;

/** One account: what it is trusted with, and whether it is let in. */
@Named
@RequestScoped
public class MemberPage {
    private static final Set<String> NEWS = Set.of("entrusted", "closed", "opened", "logged-out", "renewal-sent");

    private Staffing staffing;
    private Renewing renewing;
    private Actor actor;
    private long account;
    private Optional<Staff> member = Optional.empty();
    private String problem;

    protected MemberPage() {}

    @Inject
    MemberPage(Staffing staffing, Renewing renewing, HttpServletRequest request) {
        this.staffing = staffing;
        this.renewing = renewing;
        this.actor = (Actor) request.getAttribute(Actor.ATTRIBUTE);
        this.account = Long.parseLong((String) request.getAttribute("account"));
    }

    @PostConstruct
    void read() {
        member = staffing.all(actor).stream()
                .filter(staff -> staff.id() == account)
                .findFirst();
    }

    /** Answers 404 where there is no such account. */
    public void check() throws IOException {
        if (member.isEmpty()) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the form {@code roles}. */
    public void entrust() {
        Set<Role> roles = TickedRoles.of(
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap());
        finish(staffing.entrust(account, roles, actor), "entrusted");
    }

    /** The action of the button that closes the account. */
    public void close() {
        finish(staffing.deactivate(account, actor), "closed");
    }

    /** The action of the button that opens it again. */
    public void reopen() {
        finish(staffing.reactivate(account, actor), "opened");
    }

    /** The action of the button that logs them out everywhere. */
    public void logOut() {
        finish(staffing.logOut(account, actor), "logged-out");
    }

    /** The action of the button that has a link sent to them, which renews their access. */
    public void renew() {
        finish(renewing.send(account, actor) ? StaffingOutcome.DONE : StaffingOutcome.UNKNOWN, "renewal-sent");
    }

    private void finish(StaffingOutcome outcome, String news) {
        FacesContext context = FacesContext.getCurrentInstance();
        if (outcome == StaffingOutcome.LAST_ADMINISTRATOR) {
            problem = "member.lastAdministrator";
            context.validationFailed();
            return;
        }
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(),
                "/staff/team/" + account + "?after=" + news);
        context.responseComplete();
    }

    /** Key of the text that says what was done last; null if nothing was. */
    public String getNews() {
        String after = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("after", "");
        return NEWS.contains(after) && problem == null ? "member.after." + after : null;
    }

    public Staff getMember() {
        return member.orElseThrow();
    }

    /** Whether this is the account of whoever looks at it. */
    public boolean isOwn() {
        return account == actor.id();
    }

    public Set<Role> getAllRoles() {
        return EnumSet.allOf(Role.class);
    }

    public boolean has(Role role) {
        return getMember().is(role);
    }

    /** Key of a text; null if there is none. */
    public String getProblem() {
        return problem;
    }
}
