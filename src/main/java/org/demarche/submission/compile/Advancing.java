package org.demarche.submission.compile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.Failure;
import org.demarche.submission.Noting;
import org.demarche.submission.RunStopped;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.Stage;
import org.demarche.submission.documents.LetterText;
import org.demarche.submission.freeze.Frozen;
import org.demarche.submission.freeze.Snapshots;

/**
 * Leads an edition through its states, each step a short transaction of its own. A run that is no longer the edition's
 * own, because it was cancelled, superseded or taken over, is told so by {@link RunStopped}. A run reads through here too:
 * what a thread reads outside of a transaction, the server closes under the feet of the threads that it has started.
 */
@ApplicationScoped
class Advancing {
    private Editions editions;
    private Snapshots snapshots;
    private Noting noting;
    private Clock clock;

    protected Advancing() {}

    @Inject
    Advancing(Editions editions, Snapshots snapshots, Noting noting, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.noting = noting;
        this.clock = clock;
    }

    /** An edition as it is now. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Edition> look(long petitionId, long id) {
        return editions.find(petitionId, id);
    }

    /** What an edition extends, the first one first. */
    @Transactional(TxType.REQUIRES_NEW)
    List<Edition> before(Edition edition) {
        return editions.delivered(edition.petitionId()).stream()
                .filter(delivered -> delivered.number() < edition.number())
                .toList();
    }

    /** Editions of which nothing is needed any more. */
    @Transactional(TxType.REQUIRES_NEW)
    List<Edition> superseded(long petitionId) {
        return editions.superseded(petitionId);
    }

    /** The texts that go with an edition, in the order of language and version. */
    @Transactional(TxType.REQUIRES_NEW)
    List<LetterText> letters(Edition edition, int current) {
        return editions.letters(edition, current);
    }

    /**
     * An edition of what was confirmed before a moment and is in no delivered edition begins. It takes the next number
     * after those delivered. Of those that were not, the ones without a package are superseded; a package stands until
     * the new edition is frozen.
     *
     * @param cutoff a whole second, not in the future, and after that of the edition delivered last
     * @param requestedBy a member of staff
     * @return the new edition, or the one that is being compiled just now, or nothing if there is nobody's
     *     signature that is new
     */
    @Transactional(TxType.REQUIRES_NEW)
    CompilingOutcome begin(long petitionId, Instant cutoff, String requestedBy) {
        Instant now = clock.instant();
        editions.lockPetition(petitionId);
        List<Edition> before = editions.all(petitionId);
        Optional<Edition> running =
                before.stream().filter(edition -> edition.isRunning(now)).findAny();
        if (running.isPresent()) {
            return new CompilingOutcome.AlreadyRunning(running.get());
        }
        List<Edition> delivered = editions.delivered(petitionId);
        if (delivered.stream().anyMatch(edition -> !edition.cutoff().isBefore(cutoff))) {
            throw new IllegalArgumentException("What was delivered was cut off at " + cutoff + " or later");
        }
        if (!snapshots.hasNew(petitionId, cutoff)) {
            return new CompilingOutcome.NothingToCompile();
        }
        before.stream()
                .filter(edition -> edition.isReplaceable() && !edition.isWhole())
                .forEach(Edition::supersede);
        Edition edition = new Edition(petitionId, 1 + delivered.size(), cutoff, requestedBy, now);
        editions.add(edition);
        return new CompilingOutcome.Started(edition);
    }

    /** So many signatures are about to be frozen. */
    @Transactional(TxType.REQUIRES_NEW)
    void expect(long petitionId, long id, long job, long rows) {
        run(petitionId, id, job, edition -> edition.expect(rows));
    }

    /** Whether a run still has its edition; asked for nothing else than to be told if not. */
    @Transactional(TxType.REQUIRES_NEW)
    void confirm(long petitionId, long id, long job) {
        run(petitionId, id, job, edition -> {});
    }

    /**
     * What was copied stands still from now on, and takes the place of what was not delivered.
     *
     * @return whether it does: not if another edition was delivered meanwhile, whose signatures it may have copied
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean freeze(long petitionId, long id, long job, Frozen frozen) {
        editions.lockPetition(petitionId);
        Edition edition = owned(petitionId, id, job);
        int delivered = editions.delivered(petitionId).size();
        if (edition.number() != 1 + delivered) {
            edition.follow(delivered);
            return false;
        }
        editions.all(petitionId).stream()
                .filter(other -> other.isReplaceable() && other.id() != id)
                .forEach(Edition::supersede);
        edition.freeze(frozen.rows(), frozen.accounting());
        noting.frozen(edition);
        return true;
    }

    /** Of several who want to go on with an edition, one gets it. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Edition> claim(long petitionId, long id) {
        Optional<Edition> edition = editions.lock(petitionId, id).filter(found -> found.isResumable(clock.instant()));
        edition.ifPresent(found -> found.claim(clock.instant()));
        return edition;
    }

    /** A step of a run begins. */
    @Transactional(TxType.REQUIRES_NEW)
    Edition enter(long petitionId, long id, long job, Stage stage) {
        Edition edition = editions.lock(petitionId, id).orElseThrow(RunStopped::new);
        if (edition.isUnclaimed()) {
            edition.runAs(job, clock.instant());
        } else if (!edition.isRunBy(job)) {
            throw new RunStopped();
        }
        edition.reach(stage, 0, clock.instant());
        return edition;
    }

    /** So many rows are through the present stage; also the run's sign of life. */
    @Transactional(TxType.REQUIRES_NEW)
    void report(long petitionId, long id, long job, Stage stage, long rows) {
        run(petitionId, id, job, edition -> edition.reach(stage, rows, clock.instant()));
    }

    /** Nothing to report but that the run lives. */
    @Transactional(TxType.REQUIRES_NEW)
    void live(long petitionId, long id, long job) {
        run(petitionId, id, job, edition -> edition.reach(edition.stage(), edition.rowsDone(), clock.instant()));
    }

    @Transactional(TxType.REQUIRES_NEW)
    void park(long petitionId, long id, long job) {
        run(petitionId, id, job, Edition::park);
    }

    @Transactional(TxType.REQUIRES_NEW)
    void seal(long petitionId, long id, long job, SealedPackage result, Runnable publish) {
        run(petitionId, id, job, edition -> {
            // While the edition is locked: a run that lost it must not replace what another one has published.
            publish.run();
            edition.seal(result);
        });
    }

    /** Whether no other run than this one is making the edition. */
    @Transactional(TxType.REQUIRES_NEW)
    boolean isLeftBy(long petitionId, long id, long job) {
        return editions.lock(petitionId, id)
                .map(edition -> edition.isRunBy(job) || !edition.isRunning(clock.instant()))
                .orElse(true);
    }

    /** Editions that nobody has gone on with for long. */
    @Transactional(TxType.REQUIRES_NEW)
    List<Edition> abandoned(long petitionId, Duration since) {
        return editions.all(petitionId).stream()
                .filter(edition -> edition.isAbandoned(clock.instant().minus(since)))
                .toList();
    }

    /** Does something about an edition while nobody can go on with it; nothing if somebody has. */
    @Transactional(TxType.REQUIRES_NEW)
    void whileAbandoned(long petitionId, long id, Duration since, Runnable work) {
        editions.lock(petitionId, id)
                .filter(edition -> edition.isAbandoned(clock.instant().minus(since)))
                .ifPresent(edition -> work.run());
    }

    /** The run ends without a package. A run that was stopped has no say any more. */
    @Transactional(TxType.REQUIRES_NEW)
    void fail(long petitionId, long id, Optional<Long> job, Failure reason) {
        editions.lock(petitionId, id)
                .filter(edition -> job.map(edition::isRunBy).orElseGet(edition::isUnclaimed))
                .ifPresent(edition -> edition.fail(reason));
    }

    @Transactional(TxType.REQUIRES_NEW)
    boolean cancel(long petitionId, long id) {
        Optional<Edition> edition = editions.lock(petitionId, id).filter(Edition::isCancellable);
        edition.ifPresent(found -> found.fail(Failure.CANCELLED));
        return edition.isPresent();
    }

    private void run(long petitionId, long id, long job, Consumer<Edition> step) {
        step.accept(owned(petitionId, id, job));
    }

    private Edition owned(long petitionId, long id, long job) {
        return editions.lock(petitionId, id).filter(found -> found.isRunBy(job)).orElseThrow(RunStopped::new);
    }
}
