package org.demarche.mail;

/**
 * A mail has come back for good, says a report (RFC 3464) that the next server sent.
 *
 * @param tag the one that the mail was to return to; whoever writes mails has to find out whether it is genuine
 */
public record MailBounced(String tag) {}
