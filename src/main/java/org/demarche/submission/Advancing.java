package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.demarche.submission.documents.LetterText;

/**
 * Leads an edition through its states, each step a short transaction of its own. A run that is no longer the edition's
 * own, because it was cancelled, superseded or taken over, is told so by {@link RunStopped}. A run reads through here too:
 * what a thread reads outside of a transaction, the server closes under the feet of the threads that it has started.
 */
@ApplicationScoped
class Advancing {
    private Editions editions;
    private Clock clock;

    protected Advancing() {}

    @Inject
    Advancing(Editions editions, Clock clock) {
        this.editions = editions;
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
    void seal(long petitionId, long id, long job, SealedPackage result) {
        run(petitionId, id, job, edition -> edition.seal(result));
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
        Edition edition = editions.lock(petitionId, id)
                .filter(found -> found.isRunBy(job))
                .orElseThrow(RunStopped::new);
        step.accept(edition);
    }
}
