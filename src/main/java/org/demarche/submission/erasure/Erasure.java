package org.demarche.submission.erasure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.demarche.audit.AuditLog;
import org.demarche.petition.RowId;

/**
 * The erasure of everybody whom a delivered edition holds, or of everybody whom an expired petition has left. It goes
 * through the signatures in the order of their numbers, and where it was interrupted it goes on. Finished, it is the
 * certificate that everybody may read.
 */
@Entity
@Table(name = "erasure")
@IdClass(RowId.class)
public class Erasure {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "erasure_seq", sequenceName = "erasure_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "erasure_seq")
    private long id;

    @Column(name = "edition_id")
    private Long editionId;

    @Column(name = "handed_over")
    private Boolean handedOver;

    private Boolean expired;

    @Column(name = "begun_at")
    private Instant begunAt;

    private long reached;
    private long signatures;

    @Column(name = "addresses_kept")
    private long addressesKept;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Column(name = "audit_sequence")
    private Long auditSequence;

    @Column(name = "audit_hash")
    private byte[] auditHash;

    protected Erasure() {}

    private Erasure(long petitionId, Instant now) {
        this.petitionId = petitionId;
        this.begunAt = now;
    }

    /** Of those whom an edition holds. */
    static Erasure ofEdition(long petitionId, long editionId, Instant now) {
        Erasure erasure = new Erasure(petitionId, now);
        erasure.editionId = editionId;
        erasure.handedOver = true;
        return erasure;
    }

    /** Of those who are left when a petition has expired. */
    static Erasure ofExpired(long petitionId, Instant now) {
        Erasure erasure = new Erasure(petitionId, now);
        erasure.expired = true;
        return erasure;
    }

    /** A portion is done: those up to a number. */
    void reach(long signature, long erased, long withAddress) {
        reached = signature;
        signatures += erased;
        addressesKept += withAddress;
    }

    /** It is done, and the audit log says so. */
    void finish(Instant now, AuditLog.Head entry) {
        finishedAt = now;
        auditSequence = entry.sequence();
        auditHash = entry.hash();
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    /** The edition whose signers are erased; empty where the petition has expired. */
    OptionalLong editionId() {
        return editionId == null ? OptionalLong.empty() : OptionalLong.of(editionId);
    }

    /** Whether it is of those whom an expired petition has left. */
    boolean isOfExpired() {
        return handedOver == null && expired != null;
    }

    long reached() {
        return reached;
    }

    public Instant begunAt() {
        return begunAt;
    }

    /** Empty while it goes on. */
    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    /** How many signatures it has erased so far. */
    public long signatures() {
        return signatures;
    }

    /** Of these, how many want to be told the news, so that their sealed address is kept. */
    public long addressesKept() {
        return addressesKept;
    }

    /** Number of the entry of the audit log that says it is done. */
    public Optional<Long> auditSequence() {
        return Optional.ofNullable(auditSequence);
    }

    /** Hash of that entry, in lower-case hexadecimal. */
    public Optional<String> auditHash() {
        return Optional.ofNullable(auditHash).map(HexFormat.of()::formatHex);
    }
}
