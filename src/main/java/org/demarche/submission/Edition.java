package org.demarche.submission;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One submission of a petition: the signatures confirmed before a cut-off, frozen, compiled into a package and sealed.
 *
 * <p>A job that may be interrupted and resumed freezes it, compiles it and seals it. Until it is delivered, the next one
 * that is frozen supersedes it and takes its number; so numbers in the addressee's hands have no gaps.
 */
@Entity
@Table(name = "edition")
@IdClass(EditionId.class)
public class Edition {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "edition_seq", sequenceName = "edition_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "edition_seq")
    private long id;

    private int number;

    @Enumerated(EnumType.STRING)
    private EditionState state;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    @Column(name = "rows_total")
    private long rowsTotal;

    @Column(name = "rows_done")
    private long rowsDone;

    @Column(name = "cutoff_at")
    private Instant cutoffAt;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    private String accounting;

    @Embedded
    private Run run;

    @Embedded
    private SealedPackage sealed;

    @Column(name = "approved_by")
    private String approvedBy;

    @Column(name = "approved_at")
    private Instant approvedAt;

    @Column(name = "handed_over")
    private Boolean handedOver;

    @Column(name = "delivered_at")
    private Instant deliveredAt;

    @Column(name = "delivered_number")
    private Integer deliveredNumber;

    @Enumerated(EnumType.STRING)
    private Failure failure;

    protected Edition() {}

    /**
     * One that begins.
     *
     * @param requestedBy whoever asked for it, as the audit log names them
     */
    public Edition(long petitionId, int number, Instant cutoff, String requestedBy, Instant requestedAt) {
        if (number < 1) {
            throw new IllegalArgumentException("Editions are numbered from 1, not " + number);
        }
        this.petitionId = petitionId;
        this.number = number;
        this.cutoffAt = cutoff;
        this.requestedBy = requestedBy;
        this.requestedAt = requestedAt;
        this.run = Run.askedFor(requestedAt);
        this.state = EditionState.COMPILING;
        this.stage = Stage.FREEZE;
    }

    /** So many signatures are about to be copied. */
    public void expect(long rows) {
        require(stage == Stage.FREEZE && !isFrozen());
        rowsTotal = rows;
    }

    /** So many were delivered before it; what it copied meanwhile may be among them. */
    public void follow(int delivered) {
        require(stage == Stage.FREEZE && !isFrozen());
        number = 1 + delivered;
    }

    /**
     * Its signatures stand still from now on.
     *
     * @param rows how many there are
     * @param accountingThen where every attempt and every signature was, as canonical JSON
     */
    public void freeze(long rows, String accountingThen) {
        require(stage == Stage.FREEZE && !isFrozen());
        rowsTotal = rows;
        accounting = accountingThen;
        stage = Stage.ROWS;
    }

    /** Whether its signatures stand still. */
    public boolean isFrozen() {
        return accounting != null;
    }

    /** A run begins, or goes on where another ended. What is not frozen yet is frozen as of now. */
    public void claim(Instant now) {
        require(isResumable(now));
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (!isFrozen() && second.isAfter(cutoffAt)) {
            cutoffAt = second;
        }
        state = EditionState.COMPILING;
        failure = null;
        run = Run.askedFor(now);
    }

    /** The run that claimed it tells its name; whatever another run still does is void. */
    public void runAs(long job, Instant now) {
        require(isUnclaimed());
        run = run().named(job, now);
    }

    /** So many rows are through a stage, which is also the run's sign of life. */
    public void reach(Stage next, long rows, Instant now) {
        require(state == EditionState.COMPILING);
        stage = next;
        rowsDone = rows;
        run = run().heardOf(now);
    }

    /** Its run waits until somebody resumes it. */
    public void park() {
        require(state == EditionState.COMPILING);
        state = EditionState.LOCKED;
    }

    /** Its run ends without a package. */
    public void fail(Failure reason) {
        require(state == EditionState.COMPILING || state == EditionState.LOCKED);
        state = EditionState.FAILED;
        failure = reason;
    }

    /** Its package is made. */
    public void seal(SealedPackage result) {
        require(state == EditionState.COMPILING && stage == Stage.SEAL);
        sealed = result;
        rowsDone = rowsTotal;
        stage = Stage.DONE;
        state = EditionState.SEALED;
    }

    /** A second person says that it may go out. */
    void approve(String by, Instant now) {
        require(isApprovable());
        if (by.equals(requestedBy)) {
            throw new IllegalArgumentException("Nobody approves what they had compiled");
        }
        approvedBy = by;
        approvedAt = now;
    }

    /** Whether it waits for a second person. */
    public boolean isApprovable() {
        return state == EditionState.SEALED && approvedBy == null;
    }

    /** Whether it may be carried to its addressee: a second person approved it, and it is not there yet. */
    public boolean isDeliverable() {
        return state == EditionState.SEALED && approvedBy != null;
    }

    /**
     * The addressee has it, and its number is used up. The database takes this only with the record of the delivery.
     *
     * @param at when it was handed over; not before it was sealed
     */
    public void deliver(Instant at) {
        require(isDeliverable() && !at.isBefore(sealed.at()));
        state = EditionState.DELIVERED;
        handedOver = true;
        deliveredAt = at;
        deliveredNumber = number;
    }

    /** Another one has taken its number. */
    public void supersede() {
        require(state != EditionState.DELIVERED);
        state = EditionState.SUPERSEDED;
    }

    /** Whether the next freeze takes its number. */
    public boolean isReplaceable() {
        return state != EditionState.DELIVERED && state != EditionState.SUPERSEDED;
    }

    boolean isSuperseded() {
        return state == EditionState.SUPERSEDED;
    }

    /** Whether it has a package that speaks for it, handed over or not. */
    public boolean isWhole() {
        return sealed().isPresent() && !isSuperseded();
    }

    public boolean isDelivered() {
        return state == EditionState.DELIVERED;
    }

    /** Whether it froze something that stands: it was neither given up nor replaced. */
    public boolean isStanding() {
        return isFrozen() && state != EditionState.FAILED && state != EditionState.SUPERSEDED;
    }

    /** Whether a new run may begin: the last one parked, failed or died. */
    public boolean isResumable(Instant now) {
        EditionState seen = state(now);
        return seen == EditionState.LOCKED || seen == EditionState.FAILED;
    }

    /** Whether a run is under way. */
    public boolean isRunning(Instant now) {
        return state(now) == EditionState.COMPILING;
    }

    /** Whether no run has been heard of since a moment. */
    public boolean isAbandoned(Instant moment) {
        return run().isUnheardOfSince(moment);
    }

    /** Whether a run was asked for that has not told its name yet. */
    public boolean isUnclaimed() {
        return state == EditionState.COMPILING && run().isNameless();
    }

    public boolean isCancellable() {
        return state == EditionState.COMPILING || state == EditionState.LOCKED;
    }

    /** Whether this run, and no other, is making it. */
    public boolean isRunBy(long job) {
        return state == EditionState.COMPILING && run().is(job);
    }

    /** The state; a run that died with its server shows as {@code LOCKED}. */
    public EditionState state(Instant now) {
        return state == EditionState.COMPILING && run().isSilent(now) ? EditionState.LOCKED : state;
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    /** From 1: the number that it will have once delivered. */
    public int number() {
        return number;
    }

    public Stage stage() {
        return stage;
    }

    public long rowsTotal() {
        return rowsTotal;
    }

    public long rowsDone() {
        return rowsDone;
    }

    /** The moment as of which everything in it is counted; a whole second. */
    public Instant cutoff() {
        return cutoffAt;
    }

    public String requestedBy() {
        return requestedBy;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    /** Where every attempt and every signature was at the cut-off, as canonical JSON. */
    public String accounting() {
        return accounting;
    }

    /** The number of its run, or of the last one; empty until a run has told it. */
    public Optional<Long> jobId() {
        return run().jobId();
    }

    /** Its package; empty until that is sealed. */
    public Optional<SealedPackage> sealed() {
        return Optional.ofNullable(sealed).filter(SealedPackage::isThere);
    }

    public Optional<Instant> sealedAt() {
        return sealed().map(SealedPackage::at);
    }

    /** Whoever let it go out, as the audit log names them; never {@link #requestedBy()}. */
    public Optional<String> approvedBy() {
        return Optional.ofNullable(approvedBy);
    }

    public Optional<Instant> approvedAt() {
        return Optional.ofNullable(approvedAt);
    }

    /** When the addressee got it; empty until then. */
    public Optional<Instant> deliveredAt() {
        return Optional.ofNullable(deliveredAt);
    }

    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The provider may make none of empty columns. */
    private Run run() {
        return run == null ? Run.unknown() : run;
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("Edition " + id + " is " + state + " at " + stage);
        }
    }
}
