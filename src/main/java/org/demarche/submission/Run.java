package org.demarche.submission;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The run that makes an edition, or the last one that did: which one it is, and when it was last heard of. */
@Embeddable
public class Run {
    /** A run that has not been heard of for so long is dead: the server was stopped. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    @Column(name = "job_id")
    private Long jobId;

    @Column(name = "alive_at")
    private Instant aliveAt;

    protected Run() {}

    private Run(Long jobId, Instant aliveAt) {
        this.jobId = jobId;
        this.aliveAt = aliveAt;
    }

    /** One of which nothing is known. */
    static Run unknown() {
        return new Run(null, null);
    }

    /** One that was asked for just now, and has not told its name yet. */
    static Run askedFor(Instant now) {
        return new Run(null, now);
    }

    /** The same, which has told its name. */
    Run named(long job, Instant now) {
        return new Run(job, now);
    }

    /** The same, which has given a sign of life. */
    Run heardOf(Instant now) {
        return new Run(jobId, now);
    }

    Optional<Long> jobId() {
        return Optional.ofNullable(jobId);
    }

    boolean isNameless() {
        return jobId == null;
    }

    boolean is(long job) {
        return jobId != null && jobId == job;
    }

    /** Whether it has not been heard of since a moment. */
    boolean isUnheardOfSince(Instant moment) {
        return aliveAt == null || aliveAt.isBefore(moment);
    }

    /** Whether it is dead. A sign of life from a time to come is none: the clock has been put back since. */
    boolean isSilent(Instant now) {
        return isUnheardOfSince(now.minus(SILENCE)) || aliveAt.isAfter(now.plus(SILENCE));
    }
}
