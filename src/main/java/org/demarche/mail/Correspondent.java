package org.demarche.mail;

import java.util.Optional;
import java.util.Set;

/**
 * Writes the mails of some kinds. What is queued is only a reference; its correspondent says, when the mail is about to
 * go, to whom and what, or that there is nothing to say any more.
 */
public interface Correspondent {
    /** {@return the kinds of mail that this one writes, each at most 24 characters} */
    Set<String> kinds();

    /**
     * Writes the mail, in a transaction of its own that is committed before the mail goes: a link in it is good already.
     * Called again, perhaps after the mail has gone, whenever it is not certain that it went.
     *
     * @return empty if there is nothing to send any more; then the item is dropped
     */
    Optional<Mail> compose(OutboxItem item);

    /** The mail has gone. Runs in the transaction that drops the item; may run twice for one item. */
    void sent(OutboxItem item);

    /** The mail will never go: nobody needs any more what was kept for it alone. Runs like {@link #sent}. */
    void dropped(OutboxItem item);
}
