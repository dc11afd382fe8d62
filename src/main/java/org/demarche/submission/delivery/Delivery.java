package org.demarche.submission.delivery;

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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.demarche.petition.RowId;
import org.demarche.submission.Edition;

/**
 * An attempt to hand an edition over, as staff tell it. It never changes, but that who and what is named in it is erased
 * when the signers are. Everybody may know its day, its channel and its
 * outcome; the rest is for staff.
 */
@Entity
@Table(name = "delivery")
@IdClass(RowId.class)
public class Delivery {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "delivery_seq", sequenceName = "delivery_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delivery_seq")
    private long id;

    @Column(name = "edition_id")
    private long editionId;

    @Enumerated(EnumType.STRING)
    private DeliveryChannel channel;

    @Enumerated(EnumType.STRING)
    private DeliveryOutcome outcome;

    /** True, or null: the database counts those that are not null, at most one an edition. */
    @Column(name = "handed_over")
    private Boolean handedOver;

    @Column(name = "delivered_at")
    private Instant deliveredAt;

    private String carrier;
    private String witness;
    private String tracking;
    private String note;

    @Embedded
    private Attachment attachment;

    @Column(name = "recorded_by")
    private String recordedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "erased_at")
    private Instant erasedAt;

    protected Delivery() {}

    Delivery(Edition edition, Account account, Attachment attachment, String recordedBy, Instant recordedAt) {
        this.petitionId = edition.petitionId();
        this.editionId = edition.id();
        this.channel = account.channel();
        this.outcome = account.outcome();
        this.handedOver = account.outcome().handsOver() ? Boolean.TRUE : null;
        this.deliveredAt = account.at();
        this.carrier = account.carrier();
        this.witness = account.witness().orElse(null);
        this.tracking = account.tracking().orElse(null);
        this.note = account.note().orElse(null);
        this.attachment = attachment;
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    /** Destroys whatever may name somebody; its file has to be gone before. */
    void erase(Instant now) {
        carrier = null;
        witness = null;
        tracking = null;
        note = null;
        attachment = null;
        erasedAt = now;
    }

    /** When what names anybody was erased; empty while it is there. */
    public Optional<Instant> erasedAt() {
        return Optional.ofNullable(erasedAt);
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    public long editionId() {
        return editionId;
    }

    public DeliveryChannel channel() {
        return channel;
    }

    public DeliveryOutcome outcome() {
        return outcome;
    }

    public boolean isHandedOver() {
        return handedOver != null;
    }

    public Instant deliveredAt() {
        return deliveredAt;
    }

    /** Its day in UTC, which everybody may know. */
    public LocalDate day() {
        return LocalDate.ofInstant(deliveredAt, ZoneOffset.UTC);
    }

    /** Who carried it, or sent it off. For staff alone, as all that follows. */
    public Optional<String> carrier() {
        return Optional.ofNullable(carrier);
    }

    public Optional<String> witness() {
        return Optional.ofNullable(witness);
    }

    public Optional<String> tracking() {
        return Optional.ofNullable(tracking);
    }

    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** A photograph or a scan; its file is with {@link Attachments}. */
    public Optional<Attachment> attachment() {
        return Optional.ofNullable(attachment).filter(Attachment::isThere);
    }

    /** As the audit log names them. */
    public String recordedBy() {
        return recordedBy;
    }

    public Instant recordedAt() {
        return recordedAt;
    }
}
