package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;

/** What staff see of the outbox, and what they can do with mails that were refused for good. */
@ApplicationScoped
public class DeadLetters {
    private static final int MOST_SHOWN = 100;

    private Outbox outbox;
    private Composing composing;
    private AuditLog log;

    protected DeadLetters() {}

    @Inject
    DeadLetters(Outbox outbox, Composing composing, AuditLog log) {
        this.outbox = outbox;
        this.composing = composing;
        this.log = log;
    }

    /**
     * How the outbox stands.
     *
     * @param waiting mails whose turn comes
     * @param failing those of them that could not go at least once
     * @param reasons how many were refused for good, by reason
     * @param oldest the first hundred of those
     */
    public record Standing(long waiting, long failing, Map<String, Long> reasons, List<OutboxItem> oldest) {
        public long dead() {
            return reasons.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @Transactional
    public Standing look(Actor actor) {
        actor.must(Act.SEE_MAIL);
        return new Standing(outbox.waiting(0), outbox.waiting(1), outbox.deadByReason(), outbox.dead(MOST_SHOWN));
    }

    /** Tries all of them again; returns how many there were. */
    @Transactional
    public int retryAll(Actor actor) {
        actor.must(Act.HANDLE_MAIL);
        int all = outbox.reviveAll();
        log.append(actor.reference(), "retry-mail", "outbox", Map.of("mails", Integer.toString(all)));
        return all;
    }

    /**
     * Tries these again, as far as they are still there; returns how many were.
     *
     * @param names as {@link OutboxItem#name} gave them
     */
    @Transactional
    public int retry(Actor actor, Collection<String> names) {
        actor.must(Act.HANDLE_MAIL);
        List<OutboxItem> items = take(names);
        items.forEach(outbox::revive);
        items.forEach(item -> note(actor, "retry-mail", item));
        return items.size();
    }

    /** Gives these up, and what was kept for them alone; returns how many were still there. */
    @Transactional
    public int drop(Actor actor, Collection<String> names) {
        actor.must(Act.HANDLE_MAIL);
        List<OutboxItem> items = take(names);
        for (OutboxItem item : items) {
            composing.dropped(item);
            outbox.drop(item);
            note(actor, "drop-mail", item);
        }
        return items.size();
    }

    private List<OutboxItem> take(Collection<String> names) {
        return names.stream()
                .distinct()
                .limit(MOST_SHOWN)
                .flatMap(name -> OutboxItem.key(name).stream())
                .flatMap(key -> outbox.takeDead(key).stream())
                .toList();
    }

    private void note(Actor actor, String action, OutboxItem item) {
        log.append(
                actor.reference(),
                action,
                "mail/" + item.petitionId() + "/" + item.id(),
                Map.of("kind", item.kind(), "tries", Integer.toString(item.tries())));
    }
}
