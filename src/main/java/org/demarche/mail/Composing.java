package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Has a mail written by whoever knows its kind. */
@ApplicationScoped
class Composing {
    private Iterable<Correspondent> correspondents;

    protected Composing() {}

    @Inject
    Composing(@Any Instance<Correspondent> correspondents) {
        this.correspondents = correspondents;
    }

    Composing(Iterable<Correspondent> correspondents) {
        this.correspondents = correspondents;
    }

    /** In a transaction of its own, durable before the mail goes: what its link leads to is there. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<Mail> compose(OutboxItem item) {
        return correspondent(item).compose(item);
    }

    /** In the caller's transaction, which also drops the item. */
    void sent(OutboxItem item) {
        correspondent(item).sent(item);
    }

    /** As {@link #sent}, for a mail that will never go. */
    void dropped(OutboxItem item) {
        correspondent(item).dropped(item);
    }

    private Correspondent correspondent(OutboxItem item) {
        for (Correspondent correspondent : correspondents) {
            if (correspondent.kinds().contains(item.kind())) {
                return correspondent;
            }
        }
        throw new IllegalStateException("Nobody writes mails of the kind " + item.kind());
    }
}
