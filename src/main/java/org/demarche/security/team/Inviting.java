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
import org.demarche.audit.Role;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Outbox;
import org.demarche.petition.Petitions;

/** Administrators ask people to join the staff. The link goes by mail to their address alone: nobody else ever sees it. */
@ApplicationScoped
public class Inviting {
    private Invitations invitations;
    private StaffMembers members;
    private Petitions petitions;
    private Outbox outbox;
    private AuditLog log;
    private Clock clock;

    protected Inviting() {}

    @Inject
    public Inviting(
            Invitations invitations,
            StaffMembers members,
            Petitions petitions,
            Outbox outbox,
            AuditLog log,
            Clock clock) {
        this.invitations = invitations;
        this.members = members;
        this.petitions = petitions;
        this.outbox = outbox;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Asks somebody in. An invitation of the same address that was not answered is void from now on, with its links.
     *
     * @param email an address that was judged already
     * @param roles at least one
     */
    @Transactional
    public InvitingOutcome invite(String email, Set<Role> roles, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        if (members.byEmail(email).isPresent()) {
            return InvitingOutcome.HAS_ACCOUNT;
        }
        Invitation invitation = new Invitation(email, roles, actor.id(), clock.instant());
        invitations.byEmail(invitation.email()).ifPresent(invitations::remove);
        invitations.add(invitation);
        mail(invitation);
        log.append(
                actor.reference(), "invited", invitation.reference(), Map.of("roles", new TreeSet<>(roles).toString()));
        return InvitingOutcome.INVITED;
    }

    /** Sends the mail of an invitation anew, with a new time to answer; does nothing if it is not there any more. */
    @Transactional
    public void remind(long id, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        invitations.lock(id).ifPresent(invitation -> {
            invitation.renew(actor.id(), clock.instant());
            mail(invitation);
            log.append(actor.reference(), "invited again", invitation.reference(), Map.of());
        });
    }

    /** Makes an invitation void; does nothing if it is not there any more. */
    @Transactional
    public void withdraw(long id, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        invitations.lock(id).ifPresent(invitation -> {
            invitations.remove(invitation);
            log.append(actor.reference(), "invitation withdrawn", invitation.reference(), Map.of());
        });
    }

    /** Invitations that were not answered, the newest first. */
    @Transactional
    public List<Invitation> open(Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        return invitations.all();
    }

    /** The outbox keeps its mails by petition; an invitation is about none of them, so it goes with the first. */
    private void mail(Invitation invitation) {
        long petition = petitions.all().get(0).id();
        outbox.takeBack(petition, Set.of(InvitationMails.INVITATION), invitation.id());
        outbox.queue(petition, InvitationMails.INVITATION, invitation.id(), InvitationMails.LANGUAGE);
    }
}
