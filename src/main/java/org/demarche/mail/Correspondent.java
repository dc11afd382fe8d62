package org.demarche.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** The same for several that go together, for whom one question can ask for all; without those that are empty. */
    default Map<OutboxItem, Mail> composeAll(List<OutboxItem> items) {
        Map<OutboxItem, Mail> mails = new HashMap<>();
        items.forEach(item -> compose(item).ifPresent(mail -> mails.put(item, mail)));
        return mails;
    }

    /** These mails have gone. Runs in the transaction that drops the items; may run twice for one item. */
    void sent(List<OutboxItem> items);

    /** The mail will never go: nobody needs any more what was kept for it alone. Runs like {@link #sent}. */
    void dropped(OutboxItem item);
}
