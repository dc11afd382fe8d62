package org.demarche.security.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.vault.Token;

/** Somebody who was invited answers: the link in the mail is what shows that the address is theirs. */
@ApplicationScoped
public class Joining {
    private Invitations invitations;
    private StaffMembers members;
    private AuditLog log;
    private Clock clock;

    protected Joining() {}

    @Inject
    public Joining(Invitations invitations, StaffMembers members, AuditLog log, Clock clock) {
        this.invitations = invitations;
        this.members = members;
        this.log = log;
        this.clock = clock;
    }

    /** {@return the invitation behind a link, while it can be answered} */
    @Transactional
    public Optional<Invitation> invitation(Token token) {
        return invitations
                .byLink(token)
                .flatMap(invitations::find)
                .filter(invitation -> !invitation.isExpired(clock.instant()));
    }

    /**
     * Makes the account. However many ask at once, one gets it.
     *
     * @param passwordHash of a password that was judged already
     */
    @Transactional
    public JoiningOutcome join(Token token, String name, String passwordHash) {
        Optional<Invitation> answered = invitations
                .byLink(token)
                .flatMap(invitations::lock)
                .filter(invitation -> !invitation.isExpired(clock.instant()));
        if (answered.isEmpty()) {
            return new JoiningOutcome.LinkVoid();
        }
        Invitation invitation = answered.get();
        Staff joined = Staff.join(name, invitation.email(), passwordHash, invitation.roles(), clock.instant());
        members.add(joined);
        invitations.remove(invitation);
        String account = joined.actor().reference();
        log.append(
                account,
                "joined",
                account,
                Map.of(
                        "invitation", invitation.reference(),
                        "invited by", "staff:" + invitation.invitedBy(),
                        "roles", new TreeSet<>(invitation.roles()).toString()));
        return new JoiningOutcome.Joined(joined.id());
    }
}
