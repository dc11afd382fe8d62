package org.demarche.submission.compile;

import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.submission.Edition;
import org.demarche.submission.Failure;

/** The batch job {@code compile}, as the runtime keeps it. */
@ApplicationScoped
class CompileJob {
    static final String PETITION = "petition";
    static final String EDITION = "edition";

    private static final Logger LOG = Logger.getLogger(CompileJob.class.getName());

    private Advancing advancing;

    protected CompileJob() {}

    @Inject
    CompileJob(Advancing advancing) {
        this.advancing = advancing;
    }

    /**
     * Starts the job for an edition, or restarts its last execution where the runtime still knows it.
     *
     * @param before the execution that is to be gone on with
     */
    void start(Edition edition, Optional<Long> before) {
        Properties parameters = new Properties();
        parameters.setProperty(PETITION, Long.toString(edition.petitionId()));
        parameters.setProperty(EDITION, Long.toString(edition.id()));
        try {
            JobOperator operator = BatchRuntime.getJobOperator();
            if (before.isEmpty() || !restarted(operator, before.get(), parameters)) {
                operator.start("compile", parameters);
            }
        } catch (BatchRuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "Edition " + edition.id() + " could not be compiled");
            advancing.fail(edition.petitionId(), edition.id(), Optional.empty(), Failure.INTERNAL);
        }
    }

    /** The steps find by themselves what is done already, so a new execution serves where the old one is no use. */
    private static boolean restarted(JobOperator operator, long execution, Properties parameters) {
        try {
            operator.restart(execution, parameters);
            return true;
        } catch (BatchRuntimeException e) {
            LOG.log(Level.INFO, e, () -> "Execution " + execution + " is not restarted but replaced");
            return false;
        }
    }

    /** When an execution began; empty if the runtime does not know it any more. */
    Optional<Instant> startedAt(long execution) {
        try {
            return Optional.ofNullable(BatchRuntime.getJobOperator()
                            .getJobExecution(execution)
                            .getStartTime())
                    .map(Date::toInstant);
        } catch (BatchRuntimeException e) {
            return Optional.empty();
        }
    }
}
