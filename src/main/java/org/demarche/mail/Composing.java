package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Has a mail written by whoever knows its kind. */
@ApplicationScoped
class Composing {
    private List<Correspondent> correspondents;

    protected Composing() {}

    @Inject
    Composing(@Any Instance<Correspondent> correspondents) {
        this(correspondents.stream().toList());
    }

    Composing(List<Correspondent> correspondents) {
        this.correspondents = correspondents;
    }

    /**
     * In a transaction of its own, durable before the mails go: what their links lead to is there.
     *
     * @return what each says; without those that have nothing to say any more
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Map<OutboxItem, Mail> compose(List<OutboxItem> items) {
        Map<OutboxItem, Mail> mails = new HashMap<>();
        byCorrespondent(items).forEach((correspondent, theirs) -> mails.putAll(correspondent.composeAll(theirs)));
        return mails;
    }

    /** In the caller's transaction, which also drops the items. */
    void sent(List<OutboxItem> items) {
        byCorrespondent(items).forEach(Correspondent::sent);
    }

    /** As {@link #sent}, for a mail that will never go. */
    void dropped(OutboxItem item) {
        correspondent(item).dropped(item);
    }

    private Map<Correspondent, List<OutboxItem>> byCorrespondent(List<OutboxItem> items) {
        return items.stream().collect(Collectors.groupingBy(this::correspondent));
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
