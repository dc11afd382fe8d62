package org.demarche.moderation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.demarche.signature.Ruling;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;

/** What a member of staff decided about a signature. Never changed: whoever decides otherwise adds another. */
@Entity
@Table(name = "decision")
@IdClass(DecisionId.class)
public class Decision {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @Column(name = "signature_id")
    private long signatureId;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    private Ruling ruling;

    @Enumerated(EnumType.STRING)
    private SignatureState was;

    private String reason;

    @Column(name = "decided_by")
    private String decidedBy;

    @Column(name = "decided_at")
    private Instant decidedAt;

    private Integer undoes;

    @Column(name = "bulk_id")
    private Long bulkId;

    protected Decision() {}

    /** The next about a signature that nobody else can change meanwhile, and that is still as it was before it. */
    Decision(Signature signature, int number, Ruling ruling, Grounds grounds, Instant now) {
        this.petitionId = signature.petitionId();
        this.signatureId = signature.id();
        this.number = number;
        this.ruling = ruling;
        this.was = signature.state();
        this.reason = grounds.reason();
        this.decidedBy = grounds.by();
        this.decidedAt = now.truncatedTo(ChronoUnit.MICROS);
        this.undoes = grounds.undoes().orElse(null);
        this.bulkId = grounds.bulk().orElse(null);
    }

    /**
     * Why, by whom, and as a part of what a decision is made.
     *
     * @param reason code of a {@link Reason}
     * @param by a member of staff, as the audit log names them
     * @param undoes the number of the decision that this one takes back
     * @param bulk the decision about many that it is a part of
     */
    public record Grounds(String reason, String by, Optional<Integer> undoes, Optional<Long> bulk) {
        public Grounds(String reason, String by) {
            this(reason, by, Optional.empty(), Optional.empty());
        }
    }

    public long petitionId() {
        return petitionId;
    }

    public long signatureId() {
        return signatureId;
    }

    /** From 1, for each signature. */
    public int number() {
        return number;
    }

    public Ruling ruling() {
        return ruling;
    }

    /** What the signature was before. */
    public SignatureState was() {
        return was;
    }

    /** Code of a {@link Reason}. */
    public String reason() {
        return reason;
    }

    /** A member of staff, as the audit log names them. */
    public String decidedBy() {
        return decidedBy;
    }

    public Instant decidedAt() {
        return decidedAt;
    }

    /** The number of the decision that this one takes back. */
    public Optional<Integer> undoes() {
        return Optional.ofNullable(undoes);
    }

    /** The decision about many that it is a part of. */
    public Optional<Long> bulk() {
        return Optional.ofNullable(bulkId);
    }
}
