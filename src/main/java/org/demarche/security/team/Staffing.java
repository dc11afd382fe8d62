package org.demarche.security.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.LogIns;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;

/**
 * Administrators say what each member of staff is trusted with, and let people go. Whatever they do, somebody who is let
 * in and looks after the accounts remains.
 */
@ApplicationScoped
public class Staffing {
    private StaffMembers members;
    private Invitations invitations;
    private LogIns logIns;
    private AuditLog log;
    private Clock clock;

    protected Staffing() {}

    @Inject
    public Staffing(StaffMembers members, Invitations invitations, LogIns logIns, AuditLog log, Clock clock) {
        this.members = members;
        this.invitations = invitations;
        this.logIns = logIns;
        this.log = log;
        this.clock = clock;
    }

    /** Everyone who has an account, by name. */
    @Transactional
    public List<Staff> all(Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        return members.all();
    }

    /** Trusts somebody with these roles and no others, from their next request on. */
    @Transactional
    public StaffingOutcome entrust(long account, Set<Role> roles, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        List<Staff> all = members.allLocked();
        Staff staff = in(all, account);
        if (staff == null) {
            return StaffingOutcome.UNKNOWN;
        }
        if (!roles.contains(Role.ADMINISTRATOR) && isLast(staff, all)) {
            return StaffingOutcome.LAST_ADMINISTRATOR;
        }
        Set<Role> before = staff.roles();
        if (!before.equals(roles)) {
            staff.entrust(roles);
            if (!roles.contains(Role.ADMINISTRATOR)) {
                withdrawInvitations(staff);
            }
            log.append(
                    actor.reference(),
                    "roles changed",
                    staff.actor().reference(),
                    Map.of("before", new TreeSet<>(before).toString(), "after", new TreeSet<>(roles).toString()));
        }
        return StaffingOutcome.DONE;
    }

    /** Lets somebody in no more, ends their sessions, and makes void the invitations that they sent. */
    @Transactional
    public StaffingOutcome deactivate(long account, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        List<Staff> all = members.allLocked();
        Staff staff = in(all, account);
        if (staff == null) {
            return StaffingOutcome.UNKNOWN;
        }
        if (isLast(staff, all)) {
            return StaffingOutcome.LAST_ADMINISTRATOR;
        }
        if (staff.isActive()) {
            staff.deactivate(clock.instant());
            withdrawInvitations(staff);
            log.append(actor.reference(), "account closed", staff.actor().reference(), Map.of());
            logIns.endAll(account, actor.reference());
        }
        return StaffingOutcome.DONE;
    }

    /** Lets somebody in again, with the roles they had. */
    @Transactional
    public StaffingOutcome reactivate(long account, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        Staff staff = in(members.allLocked(), account);
        if (staff == null) {
            return StaffingOutcome.UNKNOWN;
        }
        if (!staff.isActive()) {
            staff.reactivate();
            log.append(actor.reference(), "account opened", staff.actor().reference(), Map.of());
        }
        return StaffingOutcome.DONE;
    }

    /** Logs somebody out everywhere. */
    @Transactional
    public StaffingOutcome logOut(long account, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        if (members.byId(account).isEmpty()) {
            return StaffingOutcome.UNKNOWN;
        }
        logIns.endAll(account, actor.reference());
        return StaffingOutcome.DONE;
    }

    private void withdrawInvitations(Staff staff) {
        invitations.by(staff.id()).forEach(invitations::remove);
    }

    private static Staff in(List<Staff> all, long account) {
        return all.stream().filter(staff -> staff.id() == account).findFirst().orElse(null);
    }

    /** Whether nobody else who is let in looks after the accounts. */
    private static boolean isLast(Staff staff, List<Staff> all) {
        return administers(staff)
                && all.stream().filter(other -> other != staff).noneMatch(Staffing::administers);
    }

    private static boolean administers(Staff staff) {
        return staff.isActive() && staff.is(Role.ADMINISTRATOR);
    }
}
