package org.demarche.signing.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** An organisation whose server sends what was signed there. It has one key until that is revoked, for good. */
@Entity
@Table(name = "partner")
public class Partner {
    @Id
    @SequenceGenerator(name = "partner_seq", sequenceName = "partner_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "partner_seq")
    private long id;

    private String name;

    private String contact;

    @Column(name = "key_hash")
    private byte[] keyHash;

    @Column(name = "per_minute")
    private int perMinute;

    @Column(name = "per_hour")
    private int perHour;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected Partner() {}

    Partner(PartnerTerms terms, PartnerKey key, Instant now) {
        this.name = terms.name();
        this.contact = terms.contact();
        this.perMinute = terms.perMinute();
        this.perHour = terms.perHour();
        this.keyHash = key.hash();
        this.madeAt = now;
    }

    /** Its key opens nothing any more. */
    void revoke(Instant now) {
        if (isRevoked()) {
            throw new IllegalStateException(reference() + " is revoked already");
        }
        revokedAt = now;
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Whom to write to. */
    public String contact() {
        return contact;
    }

    /** The most it may send in a minute. */
    public int perMinute() {
        return perMinute;
    }

    /** The most it may send in an hour. */
    public int perHour() {
        return perHour;
    }

    public Instant madeAt() {
        return madeAt;
    }

    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    /** How the audit log names it. */
    String reference() {
        return "partner/" + id;
    }
}
