package org.demarche.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.demarche.config.Settings;
import org.demarche.mail.TrialMail;
import org.demarche.mail.TrialMailbox;

/** The trial's mailbox in the browser: every mail that would have gone out, with its link to follow. */
@Named
@RequestScoped
public class TrialInboxPage {
    private TrialMailbox mailbox;
    private String origin;
    private String id;
    private TrialMail message;

    protected TrialInboxPage() {}

    @Inject
    TrialInboxPage(TrialMailbox mailbox, Settings settings, HttpServletRequest request) {
        this.mailbox = mailbox;
        this.origin = settings.publicUrl() + "/";
        this.id = Route.of(request).map(Route::token).orElse("");
    }

    /**
     * A paragraph of a mail.
     *
     * @param isLink whether it is an address of this portal, alone
     */
    public record Paragraph(String text, boolean isLink) {}

    /** Newest first. */
    public List<TrialMail> getMessages() {
        return mailbox.list();
    }

    /** Before a mail is shown: finds it, or answers 404. */
    public void look() throws IOException {
        message = mailbox.read(id).orElse(null);
        if (message == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(404, null);
            context.responseComplete();
        }
    }

    public TrialMail getMessage() {
        return message;
    }

    /** The plain text, paragraph by paragraph. */
    public List<Paragraph> getParagraphs() {
        return Arrays.stream(message.plain().split("\\R\\s*\\R"))
                .map(paragraph -> paragraph.strip().replaceAll("\\s*\\R\\s*", " "))
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> new Paragraph(paragraph, paragraph.startsWith(origin) && paragraph.indexOf(' ') < 0))
                .toList();
    }
}
