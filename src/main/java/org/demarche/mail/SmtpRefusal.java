package org.demarche.mail;

import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a mail server said no to, and with which codes; never its words, which may repeat the address.
 *
 * <p>Only what is plainly about the recipient buries a mail. A server that refuses the portal itself, be it for its
 * password, its address or its reputation, would otherwise bury all that waits.
 *
 * @param code the reply code (RFC 5321, 4.2)
 * @param status the enhanced status code (RFC 3463), such as {@code 5.1.1}; empty if there is none
 */
record SmtpRefusal(Step step, int code, String status) {
    /** At which step of a mail's conversation. */
    enum Step {
        SENDER,
        RECIPIENT,
        CONTENT
    }

    private static final Pattern REPLY = Pattern.compile("^([245]\\d\\d)(?:[ -]([245]\\.\\d{1,3}\\.\\d{1,3}))?");

    /** Going down; log in first, and what can go wrong with that. */
    private static final Set<Integer> ABOUT_THE_CONNECTION = Set.of(421, 530, 534, 535, 538);

    /** {@return the refusal that a failure is; empty if no server said anything} */
    static Optional<SmtpRefusal> in(MessagingException failure) {
        Optional<SmtpRefusal> found = Optional.empty();
        Exception next = failure;
        while (next instanceof MessagingException current) {
            if (current instanceof SMTPAddressFailedException) {
                return read(Step.RECIPIENT, current);
            }
            if (found.isEmpty() && current instanceof SMTPSendFailedException refused) {
                found = read(step(refused.getCommand()), current);
            }
            next = current.getNextException();
        }
        return found;
    }

    private static Step step(String command) {
        return command != null && command.startsWith("MAIL") ? Step.SENDER : Step.CONTENT;
    }

    private static Optional<SmtpRefusal> read(Step step, MessagingException failure) {
        Matcher reply = REPLY.matcher(failure.getMessage() == null ? "" : failure.getMessage());
        return reply.find() && !reply.group(1).startsWith("2")
                ? Optional.of(new SmtpRefusal(
                        step, Integer.parseInt(reply.group(1)), reply.group(2) == null ? "" : reply.group(2)))
                : Optional.empty();
    }

    /** {@return what becomes of the mail} */
    Delivery delivery() {
        if (step == Step.SENDER || ABOUT_THE_CONNECTION.contains(code)) {
            return new Delivery.Unreachable("the mail server refuses to take mails: " + codes());
        }
        if (code < 500) {
            return new Delivery.Postponed("put off: " + codes());
        }
        return isAboutTheRecipient()
                ? new Delivery.Refused("refused: " + codes())
                : new Delivery.Postponed("refused for now: " + codes());
    }

    private boolean isAboutTheRecipient() {
        if (status.isEmpty()) {
            return (code >= 550 && code <= 553) || (step == Step.RECIPIENT && (code == 501 || code == 511));
        }
        // 5.1 addressing, 5.2 mailbox, 5.4 the way to it, 5.6 its letters; 5.7 is policy, as likely about the portal.
        return status.startsWith("5.1.")
                || status.startsWith("5.2.")
                || (step == Step.RECIPIENT && status.matches("5\\.[046]\\..*"));
    }

    private String codes() {
        return status.isEmpty() ? Integer.toString(code) : code + " " + status;
    }
}
