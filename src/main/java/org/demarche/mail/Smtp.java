package org.demarche.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.demarche.config.Settings;

/** Carries mails to the mail server of the settings, all of a round over one connection. */
final class Smtp implements Carrier {
    private static final String CONNECTING = "10000";
    private static final String ANSWERING = "30000";

    private final Settings settings;
    private final Session session;
    private Transport transport;

    Smtp(Settings settings) {
        this.settings = settings;
        Properties properties = MailWriter.international();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECTING);
        properties.setProperty("mail.smtp.timeout", ANSWERING);
        properties.setProperty("mail.smtp.writetimeout", ANSWERING);
        // As an object: the mail library makes plain ones for what is only named.
        properties.put("mail.smtp.socketFactory", new InterruptibleSockets());
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        properties.setProperty("mail.smtp.localhost", settings.publicUrl().getHost());
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.mailStartTls()));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.mailStartTls()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(settings.mailUser().isPresent()));
        this.session = Session.getInstance(properties);
    }

    @Override
    public Delivery carry(OutboxItem item, MimeMessage message) {
        try {
            connect();
        } catch (AuthenticationFailedException e) {
            close();
            return new Delivery.Unreachable("the mail server does not take the user and password");
        } catch (MessagingException e) {
            close();
            return new Delivery.Unreachable("no connection to the mail server" + detail(e));
        }
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Done();
        } catch (MessagingException e) {
            Delivery delivery = judge(e);
            // A conversation that went wrong is not continued.
            close();
            return delivery;
        }
    }

    private void connect() throws MessagingException {
        if (transport != null && transport.isConnected()) {
            return;
        }
        close();
        transport = session.getTransport("smtp");
        transport.connect(
                settings.mailHost().orElseThrow(),
                settings.mailPort(),
                settings.mailUser().orElse(null),
                settings.mailPassword().orElse(null));
    }

    private static Delivery judge(MessagingException failure) {
        return SmtpRefusal.in(failure)
                .map(SmtpRefusal::delivery)
                .orElseGet(() -> new Delivery.Postponed("the connection broke" + detail(failure), true));
    }

    private static String detail(MessagingException failure) {
        Throwable cause = failure.getNextException() == null ? failure : failure.getNextException();
        return " (" + cause.getClass().getSimpleName() + ")";
    }

    @Override
    public void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                // The server has every mail that it said it has; a missing good-bye changes nothing.
            }
            transport = null;
        }
    }
}
