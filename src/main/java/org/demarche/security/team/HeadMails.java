package org.demarche.security.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.HeadPublished;
import org.demarche.audit.PublishedHead;
import org.demarche.audit.PublishedHeads;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Correspondent;
import org.demarche.mail.Mail;
import org.demarche.mail.Outbox;
import org.demarche.mail.OutboxItem;
import org.demarche.petition.Petitions;
import org.demarche.web.Text;

/** Brings the head of the audit log to every auditor, each day, where nobody at the server can change it. */
@ApplicationScoped
public class HeadMails implements Correspondent {
    /** Refers to a member of staff. */
    static final String HEAD = "AUDIT_HEAD";

    private StaffMembers members;
    private PublishedHeads heads;
    private Petitions petitions;
    private Outbox outbox;

    protected HeadMails() {}

    @Inject
    public HeadMails(StaffMembers members, PublishedHeads heads, Petitions petitions, Outbox outbox) {
        this.members = members;
        this.heads = heads;
        this.petitions = petitions;
        this.outbox = outbox;
    }

    void queue(@Observes HeadPublished published) {
        long petition = petitions.all().get(0).id();
        members.all().stream()
                .filter(HeadMails::isAuditor)
                .forEach(auditor -> outbox.queue(petition, HEAD, auditor.id(), InvitationMails.LANGUAGE));
    }

    private static boolean isAuditor(Staff staff) {
        return staff.isActive() && staff.is(Role.AUDITOR);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(HEAD);
    }

    @Override
    public Optional<Mail> compose(OutboxItem item) {
        return members.byId(item.referenceId()).filter(HeadMails::isAuditor).flatMap(auditor -> heads.last()
                .map(head -> write(auditor, head)));
    }

    private static Mail write(Staff auditor, PublishedHead head) {
        Text text = Text.ofStaff();
        return Mail.to(auditor.email(), InvitationMails.LANGUAGE, text.get("head.subject"))
                .paragraph(text.of("head.text", head.day().toString(), Long.toString(head.sequence())))
                .paragraph(head.hash())
                .paragraph(text.get("head.keep"))
                .paragraph("java -jar verifier.jar audit --head " + head.hash() + " audit-log.jsonl");
    }

    @Override
    public void sent(List<OutboxItem> items) {
        // Nothing was kept for this mail alone.
    }

    @Override
    public void dropped(OutboxItem item) {
        // Likewise.
    }
}
