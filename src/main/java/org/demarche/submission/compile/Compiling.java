package org.demarche.submission.compile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.Noting;

/**
 * Compiling: starts the job that freezes what is confirmed and makes the sealed package of it, and follows that job.
 *
 * <p>For staff pages: {@link #compile} is what the button does, {@link #progress} what the progress bar shows,
 * {@link #resume} goes on with an edition that is {@code LOCKED} or {@code FAILED}, {@link #cancel} stops it. Editions
 * are listed by {@link Editions}, and {@link Packages} knows the finished file.
 */
@ApplicationScoped
public class Compiling {
    private Editions editions;
    private Advancing advancing;
    private CompileJob job;
    private Noting noting;
    private Clock clock;

    protected Compiling() {}

    @Inject
    Compiling(Editions editions, Advancing advancing, CompileJob job, Noting noting, Clock clock) {
        this.editions = editions;
        this.advancing = advancing;
        this.job = job;
        this.noting = noting;
        this.clock = clock;
    }

    /**
     * Begins to freeze the signatures of this moment and to compile them. Takes about a second: the cut-off is a whole
     * second, and what was confirmed before the call is in.
     *
     * @param actor on whose behalf, as the audit log will say
     * @throws org.demarche.audit.NotAllowed if they may not
     */
    public CompilingOutcome compile(long petitionId, Actor actor) {
        actor.must(Act.COMPILE);
        Instant cutoff = nextSecond();
        CompilingOutcome outcome = advancing.begin(petitionId, cutoff, actor.reference());
        if (outcome instanceof CompilingOutcome.Started started) {
            noting.compiled(actor.reference(), started.edition());
            job.start(started.edition(), Optional.empty());
        }
        return outcome;
    }

    /**
     * Goes on with an edition whose run was parked, has failed, or died with its server.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    public CompilingOutcome resume(long petitionId, long editionId, Actor actor) {
        actor.must(Act.COMPILE);
        Optional<Edition> edition = advancing.look(petitionId, editionId);
        if (edition.isPresent() && edition.get().isRunning(clock.instant())) {
            return new CompilingOutcome.AlreadyRunning(edition.get());
        }
        Optional<Long> before = edition.flatMap(Edition::jobId);
        Optional<Edition> claimed = advancing.claim(petitionId, editionId);
        if (claimed.isEmpty()) {
            return new CompilingOutcome.NothingToCompile();
        }
        noting.resumed(actor.reference(), claimed.get());
        job.start(claimed.get(), before);
        return new CompilingOutcome.Started(claimed.get());
    }

    /**
     * Stops a run at the next row. The edition is then {@code FAILED} for the reason {@code CANCELLED}.
     *
     * @return whether there was anything to stop
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    public boolean cancel(long petitionId, long editionId, Actor actor) {
        actor.must(Act.COMPILE);
        boolean cancelled = advancing.cancel(petitionId, editionId);
        if (cancelled) {
            advancing.look(petitionId, editionId).ifPresent(edition -> noting.cancelled(actor.reference(), edition));
        }
        return cancelled;
    }

    /** How far an edition has come; empty if there is none of that id. */
    @Transactional
    public Optional<Progress> progress(long petitionId, long editionId) {
        Instant now = clock.instant();
        return editions.find(petitionId, editionId).map(edition -> {
            Optional<Duration> elapsed = edition.isRunning(now)
                    ? edition.jobId().flatMap(job::startedAt).map(begin -> Duration.between(begin, now))
                    : Optional.empty();
            return Progress.of(edition, edition.state(now), elapsed);
        });
    }

    /** Waits for the next whole second, so that what was confirmed in this one lies before it. */
    private Instant nextSecond() {
        Instant now = clock.instant();
        Instant next = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        try {
            Thread.sleep(Duration.between(now, next).toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the freeze", e);
        }
        return next;
    }
}
