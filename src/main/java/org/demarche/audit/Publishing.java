package org.demarche.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Lets everybody read the end of the audit log, once a day: from then on it cannot be written anew unseen. */
@ApplicationScoped
public class Publishing {
    private AuditLog log;
    private PublishedHeads heads;
    private Event<HeadPublished> published;
    private Clock clock;

    protected Publishing() {}

    @Inject
    public Publishing(AuditLog log, PublishedHeads heads, Event<HeadPublished> published, Clock clock) {
        this.log = log;
        this.heads = heads;
        this.published = published;
        this.clock = clock;
    }

    /** Publishes the head of this moment, unless one was published today or nothing was ever done. */
    @Transactional
    public void publish() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        AuditLog.Head head = log.head();
        boolean done = heads.last().filter(last -> !last.day().isBefore(today)).isPresent();
        if (!done && head.sequence() > 0) {
            PublishedHead now = PublishedHead.of(today, head.sequence(), head.hash());
            heads.add(now, head.hash(), clock.instant());
            published.fire(new HeadPublished(now));
        }
    }

    /** What was published, the newest first: for everybody. */
    @Transactional
    public List<PublishedHead> newest(int most) {
        return heads.newest(most);
    }
}
