package org.demarche.security.renewal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.config.Settings;
import org.demarche.mail.Correspondent;
import org.demarche.mail.Mail;
import org.demarche.mail.Outbox;
import org.demarche.mail.OutboxItem;
import org.demarche.petition.Petitions;
import org.demarche.vault.Token;
import org.demarche.web.Text;

/** Brings the link that renews somebody's access. It is made when its mail is, and nobody else ever sees it. */
@ApplicationScoped
public class RenewalMails implements Correspondent {
    /** Refers to an account. */
    static final String RENEWAL = "ACCESS_RENEWAL";

    /** How long a mailed link works after it was asked for. */
    static final Duration GOOD = Duration.ofDays(1);

    /** Of the staff pages, and so of their mails. */
    private static final String LANGUAGE = "en";

    private final SecureRandom random = new SecureRandom();
    private Renewals renewals;
    private StaffMembers members;
    private Petitions petitions;
    private Outbox outbox;
    private Settings settings;
    private Clock clock;

    protected RenewalMails() {}

    @Inject
    public RenewalMails(
            Renewals renewals,
            StaffMembers members,
            Petitions petitions,
            Outbox outbox,
            Settings settings,
            Clock clock) {
        this.renewals = renewals;
        this.members = members;
        this.petitions = petitions;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Queues the mail in the caller's transaction. The outbox keeps mails by petition; this one goes with the first. */
    void queue(long staff) {
        outbox.queue(petitions.all().get(0).id(), RENEWAL, staff, LANGUAGE);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(RENEWAL);
    }

    @Override
    public Optional<Mail> compose(OutboxItem item) {
        Instant until = item.createdAt().plus(GOOD);
        return members.byId(item.referenceId())
                .filter(Staff::isActive)
                .filter(staff -> clock.instant().isBefore(until))
                .map(staff -> write(staff, until));
    }

    private Mail write(Staff staff, Instant until) {
        Token token = Token.random(random);
        renewals.add(token, staff.id(), until);
        Text text = Text.ofStaff();
        return Mail.to(staff.email(), LANGUAGE, text.get("renew.mail.subject"))
                .paragraph(text.of("renew.mail.why", settings.publicUrl().getHost()))
                .link(
                        text.get("renew.mail.link.lead"),
                        text.get("renew.mail.link.button"),
                        URI.create(settings.publicUrl() + "/staff/renew/" + token.text()))
                .paragraph(text.of("renew.mail.validity", text.moment(until)))
                .paragraph(text.get("renew.mail.notYou"));
    }

    @Override
    public void sent(List<OutboxItem> items) {
        // The link works until it is followed or too old.
    }

    @Override
    public void dropped(OutboxItem item) {
        // An administrator may have another sent.
    }
}
