package org.demarche.moderation.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.moderation.Reasons;
import org.demarche.moderation.table.Filter;
import org.demarche.moderation.table.SignatureTable;
import org.demarche.signature.Ruling;

/**
 * A moderator decides about all signatures that a filter finds. They are listed and counted first; what is confirmed is
 * that list, whoever signs meanwhile.
 */
@ApplicationScoped
public class DecidingMany {
    private static final int SHOWN = 50;

    private Bulks bulks;
    private SignatureTable table;
    private Reasons reasons;
    private AuditLog log;
    private Event<BulkConfirmed> confirmed;
    private Clock clock;

    protected DecidingMany() {}

    @Inject
    DecidingMany(
            Bulks bulks,
            SignatureTable table,
            Reasons reasons,
            AuditLog log,
            Event<BulkConfirmed> confirmed,
            Clock clock) {
        this.bulks = bulks;
        this.table = table;
        this.reasons = reasons;
        this.log = log;
        this.confirmed = confirmed;
        this.clock = clock;
    }

    /**
     * Lists what a filter finds and can be ruled so. Nothing is decided yet.
     *
     * @param reason code of a {@link org.demarche.moderation.Reason}
     * @return empty if the reason does not serve for this ruling
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public Optional<Bulk> count(Actor actor, long petitionId, Filter filter, Ruling ruling, String reason) {
        actor.must(Act.MODERATE);
        if (reasons.find(reason).filter(found -> found.serves(ruling)).isEmpty()) {
            return Optional.empty();
        }
        Bulk bulk = new Bulk(petitionId, filter, ruling, reason, actor.reference(), clock.instant());
        bulks.add(bulk);
        bulk.count(table.list(petitionId, filter, ruling.from(), bulk.id()));
        return Optional.of(bulk);
    }

    /**
     * Lets the job begin.
     *
     * @return whether it could: it was counted, and nobody had confirmed or given it up
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public boolean confirm(Actor actor, long petitionId, long id) {
        actor.must(Act.MODERATE_MANY);
        return change(actor, petitionId, id, "decide-many", Bulk::isConfirmable, Bulk::confirm);
    }

    /**
     * Stops it where it stands. What was decided until then stands, and can be taken back.
     *
     * @return whether it could be stopped
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public boolean cancel(Actor actor, long petitionId, long id) {
        actor.must(Act.MODERATE);
        return change(actor, petitionId, id, "cancel-many", Bulk::isCancellable, bulk -> bulk.cancel(clock.instant()));
    }

    /**
     * Takes it back: each signature whose latest decision is this one's becomes what it was before.
     *
     * @return whether there was anything to take back
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public boolean undo(Actor actor, long petitionId, long id) {
        actor.must(Act.MODERATE_MANY);
        return change(actor, petitionId, id, "undo-many", Bulk::isUndoable, bulk -> bulk.undo(actor.reference()));
    }

    private boolean change(
            Actor actor, long petitionId, long id, String action, Predicate<Bulk> possible, Consumer<Bulk> step) {
        Optional<Bulk> bulk = bulks.lock(petitionId, id).filter(possible);
        bulk.ifPresent(found -> {
            step.accept(found);
            confirmed.fire(new BulkConfirmed());
            log.append(
                    actor.reference(),
                    action,
                    "bulk/" + petitionId + "/" + id,
                    Map.of(
                            "criteria", found.filter().query(),
                            "ruling", found.ruling().name(),
                            "reason", found.reason(),
                            "counted", Long.toString(found.counted()),
                            "decided", Long.toString(found.decided())));
        });
        return bulk.isPresent();
    }

    /**
     * One of them, as it is now.
     *
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public Optional<Bulk> find(Actor actor, long petitionId, long id) {
        actor.must(Act.MODERATE);
        return bulks.find(petitionId, id);
    }

    /**
     * The latest that were confirmed, newest first.
     *
     * @throws org.demarche.audit.NotAllowed if the actor is no moderator
     */
    @Transactional
    public List<Bulk> latest(Actor actor, long petitionId) {
        actor.must(Act.MODERATE);
        return bulks.latest(petitionId, SHOWN);
    }
}
