package org.demarche.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.config.Settings;

/** The mailbox that mails come back to, over IMAP. Whatever has been looked at is deleted. */
final class BounceMailbox {
    private static final Logger LOG = Logger.getLogger(BounceMailbox.class.getName());
    private static final String CONNECTING = "10000";
    private static final String ANSWERING = "30000";
    private static final int MESSAGES_A_ROUND = 100;

    /** Bytes; a report quotes a mail of a few thousand at most. */
    private static final int LARGEST = 1024 * 1024;

    private final Settings settings;
    private final ReturnPath path;
    private final String protocol;
    private final Session session;

    BounceMailbox(Settings settings, ReturnPath path) {
        this.settings = settings;
        this.path = path;
        this.protocol = settings.bouncesTls() ? "imaps" : "imap";
        Properties properties = MailWriter.international();
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", CONNECTING);
        properties.setProperty(prefix + "timeout", ANSWERING);
        properties.setProperty(prefix + "writetimeout", ANSWERING);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        this.session = Session.getInstance(properties);
    }

    /**
     * Reads a round of messages and hands over the tags of those that say that an address takes no mails.
     *
     * @param bounced if it fails, its message stays and is read again
     * @return how many messages were read
     * @throws MessagingException if the mailbox cannot be reached
     */
    int read(Consumer<String> bounced) throws MessagingException, IOException {
        try (Store store = session.getStore(protocol)) {
            store.connect(
                    settings.bouncesHost().orElseThrow(),
                    settings.bouncesPort(),
                    settings.bouncesUser(),
                    settings.bouncesPassword());
            // Closing it removes what was marked as deleted.
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_WRITE);
                int count = Math.min(inbox.getMessageCount(), MESSAGES_A_ROUND);
                for (int i = 1; i <= count; i++) {
                    Message message = inbox.getMessage(i);
                    tag(message).ifPresent(bounced);
                    message.setFlag(Flags.Flag.DELETED, true);
                }
                return count;
            }
        }
    }

    private Optional<String> tag(Message message) throws MessagingException, IOException {
        if (message.getSize() > LARGEST) {
            LOG.log(Level.INFO, "A message in the mailbox of returned mails is too large, and was deleted.");
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        try {
            return BounceReport.read(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())), path)
                    .filter(BounceReport::permanent)
                    .map(BounceReport::tag);
        } catch (MessagingException | IOException | RuntimeException e) {
            // By its kind alone: its words could be anybody's.
            LOG.log(
                    Level.INFO,
                    "A message in the mailbox of returned mails could not be read ({0}), and was deleted.",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
