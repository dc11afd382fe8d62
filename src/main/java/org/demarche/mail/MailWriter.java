package org.demarche.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.demarche.config.Settings;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** Writes a mail as a message (RFC 5322, MIME): plain text and HTML that say the same, in UTF-8. */
@ApplicationScoped
class MailWriter {
    /** Without a mail server: only for making messages. */
    private static final Session SESSION = Session.getInstance(international());

    private Settings settings;
    private Clock clock;
    private Optional<ReturnPath> returnPath;

    protected MailWriter() {}

    @Inject
    MailWriter(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.returnPath = ReturnPath.of(settings);
    }

    /** {@return the settings of a mail session that lets international addresses through (RFC 6532)} */
    static Properties international() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }

    /**
     * {@return the message, complete and final}
     *
     * @throws IllegalArgumentException if its recipient is no address
     */
    MimeMessage write(OutboxItem item, Mail mail) {
        Address recipient = Address.parse(mail.recipient())
                .orElseThrow(() -> new IllegalArgumentException("The recipient is no address"));
        MailTexts texts = MailTexts.in(mail.language());
        MailBody body = new MailBody(mail, texts, settings.isTrial());
        try {
            NamedMessage message = new NamedMessage(messageId(item));
            message.setFrom(sender(texts));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient.forSending()));
            message.setSubject(mail.subject(), UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            message.setContentLanguage(new String[] {mail.language()});
            // Asks other machines not to answer (RFC 3834).
            message.setHeader("Auto-Submitted", "auto-generated");
            if (mail.stop().flatMap(Mail.Stop::oneClick).isPresent()) {
                message.setHeader(
                        "List-Unsubscribe",
                        "<" + mail.stop().flatMap(Mail.Stop::oneClick).get() + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
            returnPath
                    .filter(path -> !mail.returnTag().isEmpty())
                    .ifPresent(path -> message.setEnvelopeFrom(path.with(mail.returnTag())));
            message.setContent(
                    new MimeMultipart("alternative", part(body.plain(), "plain"), part(body.html(), "html")));
            message.saveChanges();
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            // Without the cause: it could hold the address.
            throw new IllegalStateException(
                    "The message could not be made: " + e.getClass().getSimpleName());
        }
    }

    private InternetAddress sender(MailTexts texts) throws MessagingException, UnsupportedEncodingException {
        InternetAddress sender = new InternetAddress(settings.mailFrom(), false);
        if (sender.getPersonal() == null) {
            sender.setPersonal(texts.text("sender.name"), UTF_8.name());
        }
        return sender;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        // Never base64, which looks like hiding something to spam filters.
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** The same at every try, so that a mailbox that gets a mail twice can tell. */
    private String messageId(OutboxItem item) {
        String mail = item.petitionId() + "." + item.id();
        String origin = mail + " " + item.kind() + " " + item.createdAt();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(UTF_8));
            return "<" + mail + "." + HexFormat.of().formatHex(hash, 0, 8) + "@"
                    + settings.publicUrl().getHost() + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A message that keeps the name it was given. */
    private static final class NamedMessage extends SMTPMessage {
        private final String id;

        NamedMessage(String id) {
            super(SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
