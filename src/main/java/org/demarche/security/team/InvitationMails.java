package org.demarche.security.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.config.Settings;
import org.demarche.mail.Correspondent;
import org.demarche.mail.Mail;
import org.demarche.mail.OutboxItem;
import org.demarche.vault.Token;
import org.demarche.web.Text;

/** What somebody reads who is asked to join the staff. */
@ApplicationScoped
public class InvitationMails implements Correspondent {
    /** Refers to an invitation. */
    static final String INVITATION = "INVITATION";

    /** Of the staff pages, and so of their mails. */
    static final String LANGUAGE = "en";

    private final SecureRandom random = new SecureRandom();
    private Invitations invitations;
    private Settings settings;
    private Clock clock;

    protected InvitationMails() {}

    @Inject
    public InvitationMails(Invitations invitations, Settings settings, Clock clock) {
        this.invitations = invitations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(INVITATION);
    }

    @Override
    public Optional<Mail> compose(OutboxItem item) {
        return invitations
                .find(item.referenceId())
                .filter(invitation -> !invitation.isExpired(clock.instant()))
                .map(this::write);
    }

    private Mail write(Invitation invitation) {
        Token token = Token.random(random);
        invitations.addLink(invitation, token);
        Text text = Text.ofStaff();
        return Mail.to(invitation.email(), LANGUAGE, text.get("invitation.subject"))
                .paragraph(text.of("invitation.why", settings.publicUrl().getHost()))
                .link(
                        text.get("invitation.link.lead"),
                        text.get("invitation.link.button"),
                        URI.create(settings.publicUrl() + "/staff/join/" + token.text()))
                .paragraph(text.of("invitation.validity", text.moment(invitation.expiresAt())))
                .paragraph(text.get("invitation.notYou"));
    }

    @Override
    public void sent(List<OutboxItem> items) {
        // The invitation stands until it is answered, withdrawn or expired.
    }

    @Override
    public void dropped(OutboxItem item) {
        // Likewise: an administrator sees it, and may send it again.
    }
}
