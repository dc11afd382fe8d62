package org.demarche.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a report on the delivery of a mail says (RFC 3464), read with little trust: anybody can send one.
 *
 * @param tag whom the mail was for, by the address that it came back to
 * @param permanent whether the address will not take mails. A refusal by policy (5.7) does not say so: it is as likely
 *     about the portal
 */
record BounceReport(String tag, boolean permanent) {
    private static final int MOST_PARTS = 5;
    private static final int MOST_RECIPIENTS = 10;
    private static final int LONGEST_STATUS = 64 * 1024;

    /** Where servers write whom a message was delivered to. */
    private static final List<String> DELIVERED_TO = List.of("Delivered-To", "X-Original-To", "Envelope-To", "To");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]{1,64}@[^\\s<>,;:\"]{1,255}");
    private static final Pattern BLANK_LINE = Pattern.compile("\\r?\\n[ \\t]*\\r?\\n");
    private static final Pattern PERMANENT = Pattern.compile("5\\.(?!7\\.)\\d{1,3}\\.\\d{1,3}.*");

    /**
     * {@return what a message reports; empty if it is something else, such as an answer that a mailbox gives by itself}
     *
     * @throws MessagingException if it is malformed
     */
    static Optional<BounceReport> read(MimeMessage message, ReturnPath path) throws MessagingException, IOException {
        Optional<String> tag = tag(message, path);
        if (tag.isEmpty() || !isReport(message)) {
            return Optional.empty();
        }
        Optional<String> status = status((Multipart) message.getContent());
        if (status.isEmpty()) {
            return Optional.empty();
        }
        boolean permanent = false;
        // The first group is about the message; each one after it is about one recipient.
        for (String recipient : BLANK_LINE
                .splitAsStream(status.get())
                .skip(1)
                .limit(MOST_RECIPIENTS)
                .toList()) {
            permanent |= isPermanent(recipient);
        }
        return Optional.of(new BounceReport(tag.get(), permanent));
    }

    private static boolean isReport(MimeMessage message) throws MessagingException {
        ContentType type = new ContentType(message.getContentType());
        return type.match("multipart/report") && "delivery-status".equalsIgnoreCase(type.getParameter("report-type"));
    }

    private static Optional<String> status(Multipart parts) throws MessagingException, IOException {
        for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                try (InputStream text = part.getInputStream()) {
                    return Optional.of(new String(text.readNBytes(LONGEST_STATUS), ISO_8859_1).strip());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPermanent(String recipient) throws MessagingException {
        InternetHeaders fields = new InternetHeaders(new ByteArrayInputStream(recipient.getBytes(ISO_8859_1)));
        String action = fields.getHeader("Action", ",");
        String status = fields.getHeader("Status", ",");
        return action != null
                && status != null
                && action.strip().equalsIgnoreCase("failed")
                && PERMANENT.matcher(status.strip()).matches();
    }

    private static Optional<String> tag(MimeMessage message, ReturnPath path) throws MessagingException {
        for (String name : DELIVERED_TO) {
            String[] values = message.getHeader(name);
            Optional<String> tag = Stream.of(values == null ? new String[0] : values)
                    .limit(MOST_PARTS)
                    .flatMap(value -> ADDRESS.matcher(value).results().map(MatchResult::group))
                    .flatMap(address -> path.tag(address).stream())
                    .findFirst();
            if (tag.isPresent()) {
                return tag;
            }
        }
        return Optional.empty();
    }
}
