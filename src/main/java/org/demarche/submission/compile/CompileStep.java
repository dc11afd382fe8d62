package org.demarche.submission.compile;

import jakarta.annotation.Resource;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.config.Pace;
import org.demarche.config.Rush;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.submission.Edition;
import org.demarche.submission.Failure;
import org.demarche.submission.RunStopped;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.Stage;
import org.demarche.submission.freeze.NobodyNew;
import org.demarche.submission.rows.CommitmentBroken;
import org.demarche.submission.rows.IdentityGone;
import org.demarche.submission.seal.SealKeyUnfit;
import org.demarche.submission.seal.TimeStampMissing;
import org.demarche.vault.VaultLocked;

/**
 * A step of the job {@code compile}. It tells the edition how far it is and that it lives, and ends with one of the
 * words that the job's definition knows: {@code DONE}, {@code LOCKED}, {@code STOPPED} or {@code FAILED}.
 */
abstract class CompileStep extends AbstractBatchlet {
    private static final Logger LOG = Logger.getLogger(CompileStep.class.getName());
    private static final int PULSE_SECONDS = 5;

    @Inject
    @BatchProperty(name = CompileJob.PETITION)
    private String petitionId;

    @Inject
    @BatchProperty(name = CompileJob.EDITION)
    private String editionId;

    @Inject
    private JobContext job;

    @Inject
    private Advancing advancing;

    @Inject
    private Compilation compilation;

    @Inject
    private Petitions petitions;

    @Inject
    private Rush rush;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final Stage stage;

    CompileStep(Stage stage) {
        this.stage = stage;
    }

    abstract void work(Compilation making, Petition petition, Edition edition, Meanwhile progress) throws IOException;

    String begin() {
        Petition petition = petitions.byId(Long.parseLong(petitionId));
        long edition = Long.parseLong(editionId);
        try {
            return run(petition, advancing.enter(petition.id(), edition, job.getExecutionId(), stage));
        } catch (RunStopped e) {
            return "STOPPED";
        }
    }

    private String run(Petition petition, Edition edition) {
        Future<?> pulse = scheduler.scheduleAtFixedRate(
                () -> beat(petition, edition), PULSE_SECONDS, PULSE_SECONDS, TimeUnit.SECONDS);
        try {
            work(compilation, petition, edition, new Reports(rows -> report(petition, edition, rows), new Pace(rush)));
            return "DONE";
        } catch (VaultLocked e) {
            advancing.park(petition.id(), edition.id(), job.getExecutionId());
            return "LOCKED";
        } catch (RunStopped e) {
            clear(petition, edition);
            return "STOPPED";
        } catch (NobodyNew e) {
            advancing.fail(petition.id(), edition.id(), Optional.of(job.getExecutionId()), Failure.NOBODY_NEW);
            return "FAILED";
        } catch (TimeStampMissing e) {
            // What is made stays: the authority may answer in an hour, when the vault is locked again.
            LOG.log(Level.WARNING, e, () -> "Edition " + edition.id() + " waits for a time-stamp");
            advancing.fail(petition.id(), edition.id(), Optional.of(job.getExecutionId()), Failure.TIME_STAMP);
            return "FAILED";
        } catch (IOException | RuntimeException | Error e) {
            // Errors too: the runtime would swallow them, and the edition would look as if it were still being made.
            LOG.log(Level.SEVERE, e, () -> "Edition " + edition.id() + " failed in run " + job.getExecutionId());
            clear(petition, edition);
            advancing.fail(petition.id(), edition.id(), Optional.of(job.getExecutionId()), reason(e));
            return "FAILED";
        } finally {
            pulse.cancel(false);
        }
    }

    /** A beat that fails must not be the last one: the executor would drop the pulse, and the run look dead. */
    private void beat(Petition petition, Edition edition) {
        try {
            advancing.live(petition.id(), edition.id(), job.getExecutionId());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Edition " + edition.id() + " could not show that it lives");
        }
    }

    /** {@return the number of this run} */
    final long run() {
        return job.getExecutionId();
    }

    /** The package appears, and the edition says so, in one transaction that holds the edition, or neither. */
    final void finish(Petition petition, Edition edition, SealedPackage result) {
        advancing.seal(petition.id(), edition.id(), run(), result, () -> compilation.publish(petition, edition, run()));
    }

    /** What cannot be told just now is told later: minutes of work are not worth less than a report. */
    private void report(Petition petition, Edition edition, long rows) {
        try {
            advancing.report(petition.id(), edition.id(), job.getExecutionId(), stage, rows);
        } catch (RunStopped e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Edition " + edition.id() + " could not tell how far it is");
        }
    }

    /** Names must not lie about; but what another run is making is left to it. */
    final void clear(Petition petition, Edition edition) {
        try {
            if (advancing.isLeftBy(petition.id(), edition.id(), run())) {
                compilation.clear(petition, edition);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "The work folder of edition " + edition.id() + " cannot be removed");
        }
    }

    private static Failure reason(Throwable failure) {
        if (failure instanceof IdentityGone) {
            return Failure.ERASED_SINCE;
        } else if (failure instanceof CommitmentBroken) {
            return Failure.COMMITMENT_BROKEN;
        } else if (failure instanceof SealKeyUnfit) {
            return Failure.SEAL_KEY;
        } else if (failure instanceof PackageUnsound) {
            return Failure.UNSOUND;
        } else if (failure instanceof PredecessorDamaged) {
            return Failure.PREDECESSOR;
        }
        boolean storage = failure instanceof IOException || failure instanceof UncheckedIOException;
        return storage ? Failure.STORAGE : Failure.INTERNAL;
    }

    /** Passes on at most a few reports a second, and lets those who sign go first. */
    private static final class Reports implements Meanwhile {
        private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

        private final LongConsumer report;
        private final Pace pace;
        private long last = System.nanoTime();

        Reports(LongConsumer report, Pace pace) {
            this.report = report;
            this.pace = pace;
        }

        @Override
        public void accept(long rows) {
            long now = System.nanoTime();
            if (now - last > PAUSE) {
                last = now;
                report.accept(rows);
            }
            rest();
        }

        @Override
        public void rest() {
            pace.keep();
        }
    }
}
