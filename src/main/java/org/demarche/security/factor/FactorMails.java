package org.demarche.security.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.demarche.web.Text;

/** Tells members of staff that the way into their account was changed, in case it was not they. */
@ApplicationScoped
public class FactorMails implements Correspondent {
    /** Refers to an account. */
    static final String CHANGED = "ACCESS_CHANGED";

    /** Of the staff pages, and so of their mails. */
    private static final String LANGUAGE = "en";

    private StaffMembers members;
    private Petitions petitions;
    private Outbox outbox;
    private Settings settings;

    protected FactorMails() {}

    @Inject
    public FactorMails(StaffMembers members, Petitions petitions, Outbox outbox, Settings settings) {
        this.members = members;
        this.petitions = petitions;
        this.outbox = outbox;
        this.settings = settings;
    }

    /** Queues the mail in the caller's transaction. The outbox keeps mails by petition; this one goes with the first. */
    public void queue(long staff) {
        outbox.queue(petitions.all().get(0).id(), CHANGED, staff, LANGUAGE);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(CHANGED);
    }

    @Override
    public Optional<Mail> compose(OutboxItem item) {
        return members.byId(item.referenceId()).filter(Staff::isActive).map(staff -> {
            Text text = Text.ofStaff();
            return Mail.to(staff.email(), LANGUAGE, text.get("access.mail.subject"))
                    .paragraph(
                            text.of("access.mail.what", settings.publicUrl().getHost(), text.moment(item.createdAt())))
                    .paragraph(text.get("access.mail.notYou"));
        });
    }

    @Override
    public void sent(List<OutboxItem> items) {
        // The change stands, whether its mail has gone or not.
    }

    @Override
    public void dropped(OutboxItem item) {
        // Likewise.
    }
}
