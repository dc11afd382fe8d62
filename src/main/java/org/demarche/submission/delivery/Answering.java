package org.demarche.submission.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;

/** Staff tell everybody what the addressee answered to an edition; telling it again puts it better. */
@ApplicationScoped
public class Answering {
    /** Characters that an answer may be told in. */
    public static final int LONGEST = 1000;

    private Editions editions;
    private Deliveries deliveries;
    private AuditLog log;
    private Clock clock;

    protected Answering() {}

    @Inject
    Answering(Editions editions, Deliveries deliveries, AuditLog log, Clock clock) {
        this.editions = editions;
        this.deliveries = deliveries;
        this.log = log;
        this.clock = clock;
    }

    /** What came of the wish to tell an answer. */
    public enum Result {
        TOLD,
        TEXT_MISSING,
        TEXT_TOO_LONG,
        DAY_FUTURE,
        DAY_BEFORE_DELIVERY,
        NOT_DELIVERED
    }

    /**
     * Tells it.
     *
     * @param day in UTC; neither before the edition was handed over nor in the future
     * @param text 1 to {@link #LONGEST} characters
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    @Transactional
    public Result answer(long petitionId, long editionId, LocalDate day, String text, Actor actor) {
        actor.must(Act.DELIVER);
        Optional<Edition> delivered = editions.lock(petitionId, editionId).filter(Edition::isDelivered);
        if (delivered.isEmpty()) {
            return Result.NOT_DELIVERED;
        }
        Edition edition = delivered.get();
        Instant now = clock.instant();
        if (text.isBlank()) {
            return Result.TEXT_MISSING;
        }
        if (text.length() > LONGEST) {
            return Result.TEXT_TOO_LONG;
        }
        if (day.isAfter(day(now))) {
            return Result.DAY_FUTURE;
        }
        if (day.isBefore(day(edition.deliveredAt().orElseThrow()))) {
            return Result.DAY_BEFORE_DELIVERY;
        }
        Optional<Answer> known = deliveries.answer(edition);
        Answer answer = known.orElseGet(() -> new Answer(edition));
        answer.tell(day, text, actor.reference(), now);
        if (known.isEmpty()) {
            deliveries.add(answer);
        }
        log.append(
                actor.reference(),
                "answer",
                "edition/" + petitionId + "/" + editionId,
                Map.of("on", day.toString(), "text", text));
        return Result.TOLD;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
