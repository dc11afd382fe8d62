package org.demarche.mail;

import jakarta.mail.internet.MimeMessage;

/** Takes mails away. One is hired for a round of mails and dismissed after it. */
interface Carrier extends AutoCloseable {
    Delivery carry(OutboxItem item, MimeMessage message);

    @Override
    void close();
}
