package org.demarche.security.team;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.mail.Address;
import org.demarche.signing.form.Problem;
import org.demarche.web.Redirect;

/** Everyone who has an account, everyone who was asked in, and the form that asks somebody in. */
@Named
@RequestScoped
public class TeamPage {
    private static final String ADDRESS = "/staff/team";
    private static final Set<String> NEWS = Set.of("invited", "withdrawn");

    private Staffing staffing;
    private Inviting inviting;
    private Actor actor;
    private List<Staff> members = List.of();
    private List<Invitation> invitations = List.of();
    private String email = "";
    private Set<Role> roles = Set.of();
    private List<Problem> problems = List.of();

    protected TeamPage() {}

    @Inject
    TeamPage(Staffing staffing, Inviting inviting, HttpServletRequest request) {
        this.staffing = staffing;
        this.inviting = inviting;
        this.actor = (Actor) request.getAttribute(Actor.ATTRIBUTE);
    }

    @PostConstruct
    void read() {
        members = staffing.all(actor);
        invitations = inviting.open(actor);
    }

    /** The action of the form {@code invite}. */
    public void invite() {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        email = external.getRequestParameterMap().getOrDefault("email", "").strip();
        roles = TickedRoles.of(external.getRequestParameterValuesMap());
        problems = judge();
        if (problems.isEmpty() && inviting.invite(email, roles, actor) == InvitingOutcome.HAS_ACCOUNT) {
            problems = List.of(Problem.of("email", "team.form.email.known"));
        }
        finish("invited");
    }

    /** The action of the button that sends the mail of an invitation anew. */
    public void remind(long invitation) {
        inviting.remind(invitation, actor);
        finish("invited");
    }

    /** The action of the button that makes an invitation void. */
    public void withdraw(long invitation) {
        inviting.withdraw(invitation, actor);
        finish("withdrawn");
    }

    private List<Problem> judge() {
        List<Problem> found = new ArrayList<>();
        if (Address.parse(email).isEmpty()) {
            found.add(Problem.of("email", "team.form.email.invalid"));
        }
        if (roles.isEmpty()) {
            found.add(Problem.of("role", "team.form.roles.missing"));
        }
        return found;
    }

    private void finish(String news) {
        FacesContext context = FacesContext.getCurrentInstance();
        if (problems.isEmpty()) {
            Redirect.seeOther(
                    (HttpServletResponse) context.getExternalContext().getResponse(), ADDRESS + "?after=" + news);
            context.responseComplete();
        } else {
            context.validationFailed();
        }
    }

    /** Key of the text that says what was done last; null if nothing was. */
    public String getNews() {
        Map<String, String> asked =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        String after = asked.getOrDefault("after", "");
        return NEWS.contains(after) && problems.isEmpty() ? "team.after." + after : null;
    }

    public List<Staff> getMembers() {
        return members;
    }

    public List<Invitation> getInvitations() {
        return invitations;
    }

    public Set<Role> getAllRoles() {
        return EnumSet.allOf(Role.class);
    }

    public boolean has(Role role) {
        return roles.contains(role);
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
