package org.demarche.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A mail in the trial's mailbox, as its file has it.
 *
 * @param id names it in {@link TrialMailbox#read}
 * @param plain the plain text
 * @param html the same as HTML, from the portal's own pen
 * @param headers all header lines in order, decoded
 */
public record TrialMail(
        String id,
        Instant sentAt,
        String from,
        String to,
        String subject,
        String plain,
        String html,
        List<Map.Entry<String, String>> headers) {
    public TrialMail {
        headers = List.copyOf(headers);
    }
}
