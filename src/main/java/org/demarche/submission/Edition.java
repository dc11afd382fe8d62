package org.demarche.submission;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.documents.SealFacts.Level;
import org.demarche.submission.rows.Root;
import org.demarche.submission.rows.TreeHead;

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
    /** A run that has not been heard of for so long is dead: the server was stopped. */
    static final Duration SILENCE = Duration.ofSeconds(20);

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

    @Column(name = "job_id")
    private Long jobId;

    @Column(name = "alive_at")
    private Instant aliveAt;

    private byte[] root;

    @Column(name = "file_name")
    private String fileName;

    @Column(name = "file_sha256")
    private byte[] fileSha256;

    @Column(name = "redacted_name")
    private String redactedName;

    @Column(name = "redacted_sha256")
    private byte[] redactedSha256;

    @Column(name = "tree_size")
    private Long treeSize;

    private byte[] peaks;

    @Column(name = "manifest_sha256")
    private byte[] manifestSha256;

    @Enumerated(EnumType.STRING)
    @Column(name = "seal_level")
    private Level sealLevel;

    @Column(name = "checkpoint_key")
    private String checkpointKey;

    @Column(name = "seal_sha256")
    private byte[] sealSha256;

    @Column(name = "sealed_at")
    private Instant sealedAt;

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

    Edition(long petitionId, int number, Instant cutoff, String requestedBy, Instant requestedAt) {
        if (number < 1) {
            throw new IllegalArgumentException("Editions are numbered from 1, not " + number);
        }
        this.petitionId = petitionId;
        this.number = number;
        this.cutoffAt = cutoff;
        this.requestedBy = requestedBy;
        this.requestedAt = requestedAt;
        this.aliveAt = requestedAt;
        this.state = EditionState.COMPILING;
        this.stage = Stage.FREEZE;
    }

    /** So many signatures are about to be copied. */
    void expect(long rows) {
        require(stage == Stage.FREEZE && !isFrozen());
        rowsTotal = rows;
    }

    /** So many were delivered before it; what it copied meanwhile may be among them. */
    void follow(int delivered) {
        require(stage == Stage.FREEZE && !isFrozen());
        number = 1 + delivered;
    }

    /** Its signatures stand still from now on. */
    void freeze(Frozen frozen) {
        require(stage == Stage.FREEZE && !isFrozen());
        rowsTotal = frozen.rows();
        accounting = frozen.accounting();
        stage = Stage.ROWS;
    }

    /** Whether its signatures stand still. */
    public boolean isFrozen() {
        return accounting != null;
    }

    /** A run begins, or goes on where another ended. What is not frozen yet is frozen as of now. */
    void claim(Instant now) {
        require(isResumable(now));
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (!isFrozen() && second.isAfter(cutoffAt)) {
            cutoffAt = second;
        }
        state = EditionState.COMPILING;
        failure = null;
        jobId = null;
        aliveAt = now;
    }

    /** The run that claimed it tells its name; whatever another run still does is void. */
    void runAs(long job, Instant now) {
        require(state == EditionState.COMPILING && jobId == null);
        jobId = job;
        aliveAt = now;
    }

    void reach(Stage next, long rows, Instant now) {
        require(state == EditionState.COMPILING);
        stage = next;
        rowsDone = rows;
        aliveAt = now;
    }

    void park() {
        require(state == EditionState.COMPILING);
        state = EditionState.LOCKED;
    }

    void fail(Failure reason) {
        require(state == EditionState.COMPILING || state == EditionState.LOCKED);
        state = EditionState.FAILED;
        failure = reason;
    }

    void seal(SealedPackage result) {
        require(state == EditionState.COMPILING && stage == Stage.SEAL);
        TreeHead tree = result.tree();
        root = tree.root().hash();
        treeSize = tree.root().size();
        peaks = tree.joinedPeaks();
        manifestSha256 = result.manifestSha256();
        fileName = result.full().name();
        fileSha256 = result.full().sha256();
        redactedName = result.redacted().name();
        redactedSha256 = result.redacted().sha256();
        sealSha256 = HexFormat.of().parseHex(result.seal().fingerprint());
        sealLevel = result.seal().level();
        checkpointKey = result.seal().checkpoint();
        sealedAt = result.at();
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
        require(isDeliverable() && !at.isBefore(sealedAt));
        state = EditionState.DELIVERED;
        handedOver = true;
        deliveredAt = at;
        deliveredNumber = number;
    }

    void supersede() {
        require(state != EditionState.DELIVERED);
        state = EditionState.SUPERSEDED;
    }

    /** Whether the next freeze takes its number. */
    boolean isReplaceable() {
        return state != EditionState.DELIVERED && state != EditionState.SUPERSEDED;
    }

    boolean isSuperseded() {
        return state == EditionState.SUPERSEDED;
    }

    /** Whether it has a package that speaks for it, handed over or not. */
    public boolean isWhole() {
        return sealedAt != null && !isSuperseded();
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
    boolean isAbandoned(Instant moment) {
        return aliveAt == null || aliveAt.isBefore(moment);
    }

    /** Whether a run was asked for that has not told its name yet. */
    boolean isUnclaimed() {
        return state == EditionState.COMPILING && jobId == null;
    }

    public boolean isCancellable() {
        return state == EditionState.COMPILING || state == EditionState.LOCKED;
    }

    boolean isRunBy(long job) {
        return state == EditionState.COMPILING && jobId != null && jobId == job;
    }

    /** The state; a run that died with its server shows as {@code LOCKED}. */
    public EditionState state(Instant now) {
        boolean silent = state == EditionState.COMPILING
                && (aliveAt == null
                        || aliveAt.plus(SILENCE).isBefore(now)
                        // A sign of life from a time to come is none: the clock has been put back since.
                        || aliveAt.minus(SILENCE).isAfter(now));
        return silent ? EditionState.LOCKED : state;
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
    String accounting() {
        return accounting;
    }

    Optional<Long> jobId() {
        return Optional.ofNullable(jobId);
    }

    /** Of the tree over its rows and those of all editions before, in lower-case hexadecimal; empty until sealed. */
    public Optional<String> root() {
        return hex(root);
    }

    /** Of the package, such as {@code azimjan-askarov-edition-1.asice}; empty until sealed. */
    public Optional<String> fileName() {
        return fileName(Copy.FULL);
    }

    public Optional<String> fileName(Copy copy) {
        return Optional.ofNullable(copy == Copy.FULL ? fileName : redactedName);
    }

    /** SHA-256 of the package in lower-case hexadecimal; empty until sealed. */
    public Optional<String> fileSha256() {
        return fileSha256(Copy.FULL);
    }

    public Optional<String> fileSha256(Copy copy) {
        return hex(copy == Copy.FULL ? fileSha256 : redactedSha256);
    }

    /** The tree over its rows and those of all editions before; empty until sealed. */
    Optional<TreeHead> tree() {
        return Optional.ofNullable(treeSize).map(size -> TreeHead.of(new Root(root, size), peaks));
    }

    /** How many rows it and all editions before have; empty until sealed. */
    public Optional<Long> treeSize() {
        return Optional.ofNullable(treeSize);
    }

    /** SHA-256 of its manifest, which names the edition in both copies, in lower-case hexadecimal; empty until sealed. */
    public Optional<String> manifestSha256() {
        return hex(manifestSha256);
    }

    /** How far its seal goes; empty until sealed. */
    public Optional<Level> sealLevel() {
        return Optional.ofNullable(sealLevel);
    }

    /** The checkpoint's key as verifiers of signed notes take it; empty until sealed. */
    public Optional<String> checkpointKey() {
        return Optional.ofNullable(checkpointKey);
    }

    /** The fingerprint of the seal: SHA-256 of its certificate in lower-case hexadecimal; empty until sealed. */
    public Optional<String> sealFingerprint() {
        return hex(sealSha256);
    }

    public Optional<Instant> sealedAt() {
        return Optional.ofNullable(sealedAt);
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

    private static Optional<String> hex(byte[] bytes) {
        return Optional.ofNullable(bytes).map(HexFormat.of()::formatHex);
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("Edition " + id + " is " + state + " at " + stage);
        }
    }
}
