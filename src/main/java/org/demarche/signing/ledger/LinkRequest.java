package org.demarche.signing.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.demarche.petition.RowId;
import org.demarche.vault.SealedAddress;

/** Somebody asks for the link to their page; it lives until the mail has gone, or until nobody is found. */
@Entity
@Table(name = "link_request")
@IdClass(RowId.class)
public class LinkRequest {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "link_request_seq", sequenceName = "link_request_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "link_request_seq")
    private long id;

    @Column(name = "created_at")
    private Instant createdAt;

    private String language;

    @Column(name = "undecided_since")
    private Instant undecidedSince;

    @Column(name = "address_hash")
    private byte[] addressHash;

    @Column(name = "address_day")
    private LocalDate addressDay;

    @Column(name = "sealed_address")
    private byte[] sealedAddress;

    protected LinkRequest() {}

    public LinkRequest(long petitionId, String language, byte[] addressHash, SealedAddress address, Instant now) {
        this.petitionId = petitionId;
        this.language = language;
        this.addressHash = addressHash;
        this.addressDay = address.day();
        this.sealedAddress = address.ciphertext();
        this.createdAt = now;
        this.undecidedSince = now;
    }

    public void decided() {
        undecidedSince = null;
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    public String language() {
        return language;
    }

    public byte[] addressHash() {
        return addressHash;
    }

    public SealedAddress address() {
        return new SealedAddress(addressDay, sealedAddress);
    }
}
