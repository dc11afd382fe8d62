package org.demarche.moderation.bulk;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.demarche.moderation.table.Filter;
import org.demarche.petition.RowId;
import org.demarche.signature.Ruling;

/**
 * A decision about many signatures: counted, then confirmed and made in portions, perhaps cancelled on the way, perhaps
 * taken back as a whole. How far it has come is kept with each portion, so that it goes on from there after a crash.
 */
@Entity
@Table(name = "bulk")
@IdClass(RowId.class)
public class Bulk {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "bulk_seq", sequenceName = "bulk_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "bulk_seq")
    private long id;

    @Enumerated(EnumType.STRING)
    private BulkState state;

    private String criteria;

    @Enumerated(EnumType.STRING)
    private Ruling ruling;

    private String reason;
    private long counted;
    private long decided;
    private long passed;
    private long undone;
    private long reached;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "undone_by")
    private String undoneBy;

    @Column(name = "ended_at")
    private Instant endedAt;

    protected Bulk() {}

    Bulk(long petitionId, Filter filter, Ruling ruling, String reason, String by, Instant now) {
        this.petitionId = petitionId;
        this.state = BulkState.COUNTED;
        this.criteria = filter.query();
        this.ruling = ruling;
        this.reason = reason;
        this.requestedBy = by;
        this.requestedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    void count(long signatures) {
        require(state == BulkState.COUNTED);
        counted = signatures;
    }

    void confirm() {
        require(isConfirmable());
        state = BulkState.RUNNING;
    }

    /** A portion was looked at, up to the signature of this number. */
    void pass(long to, int decidedNow, int passedNow) {
        require(state == BulkState.RUNNING);
        reached = to;
        decided += decidedNow;
        passed += passedNow;
    }

    void cancel(Instant now) {
        require(isCancellable());
        state = BulkState.CANCELLED;
        endedAt = now;
    }

    void undo(String by) {
        require(isUndoable());
        state = BulkState.UNDOING;
        undoneBy = by;
        reached = 0;
        endedAt = null;
    }

    /** A portion was taken back, up to the signature of this number. */
    void passBack(long to, int undoneNow) {
        require(state == BulkState.UNDOING);
        reached = to;
        undone += undoneNow;
    }

    /** There is nothing left to do. */
    void end(Instant now) {
        require(state.isMoving());
        state = state == BulkState.RUNNING ? BulkState.DONE : BulkState.UNDONE;
        endedAt = now;
    }

    public boolean isConfirmable() {
        return state == BulkState.COUNTED && counted > 0;
    }

    public boolean isCancellable() {
        return state == BulkState.RUNNING || state == BulkState.COUNTED;
    }

    /** Whether it has ended and decided anything. */
    public boolean isUndoable() {
        return (state == BulkState.DONE || state == BulkState.CANCELLED) && decided > 0;
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("The decision about many " + petitionId + "/" + id + " is " + state + ".");
        }
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    public BulkState state() {
        return state;
    }

    /** By what its signatures were found. */
    public Filter filter() {
        return Filter.ofQuery(criteria);
    }

    public Ruling ruling() {
        return ruling;
    }

    /** Code of a {@link org.demarche.moderation.Reason}. */
    public String reason() {
        return reason;
    }

    /** How many signatures it lists. */
    public long counted() {
        return counted;
    }

    public long decided() {
        return decided;
    }

    /** How many were left as they were, because they had changed since they were counted. */
    public long passed() {
        return passed;
    }

    public long undone() {
        return undone;
    }

    /** The greatest number of a signature that was looked at, in this direction. */
    long reached() {
        return reached;
    }

    /** How much of the present work is done, in per cent; undoing, of what was decided. */
    public int percent() {
        long all = state == BulkState.UNDOING ? decided : counted;
        long done = state == BulkState.UNDOING ? undone : decided + passed;
        return all == 0 ? 100 : (int) (done * 100 / all);
    }

    /** A member of staff, as the audit log names them. */
    public String requestedBy() {
        return requestedBy;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    /** Who took it back. */
    public Optional<String> undoneBy() {
        return Optional.ofNullable(undoneBy);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
