package org.demarche.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import org.demarche.config.Settings;

/** Mails as they go over the wire, for tests of how others take them. */
public final class Messages {
    private Messages() {}

    public static byte[] written(Mail mail, Settings settings, Clock clock) throws IOException {
        OutboxItem item = new OutboxItem(1, "CONFIRM", 7, mail.language(), clock.instant());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new MailWriter(settings, clock).write(item, mail).writeTo(bytes);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
        return bytes.toByteArray();
    }
}
