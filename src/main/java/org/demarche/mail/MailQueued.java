package org.demarche.mail;

/** A mail has been queued; it may go as soon as the transaction is committed. */
record MailQueued() {}
