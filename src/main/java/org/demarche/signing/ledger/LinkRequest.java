package org.demarche.signing.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.demarche.petition.RowId;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Signature;
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

    @Embedded
    private AddressHashes address;

    @Column(name = "address_day")
    private LocalDate addressDay;

    @Column(name = "sealed_address")
    private byte[] sealedAddress;

    @Column(name = "signature_id")
    private Long signatureId;

    protected LinkRequest() {}

    public LinkRequest(long petitionId, String language, AddressHashes hashes, SealedAddress address, Instant now) {
        this.petitionId = petitionId;
        this.language = language;
        this.address = hashes;
        this.addressDay = address.day();
        this.sealedAddress = address.ciphertext();
        this.createdAt = now;
        this.undecidedSince = now;
    }

    /** The same request, decided: it waits for its mail, which leads to this signature. */
    public LinkRequest answeredBy(Signature found) {
        LinkRequest answered = new LinkRequest(petitionId, language, address, address(), createdAt);
        answered.undecidedSince = null;
        answered.signatureId = found.id();
        return answered;
    }

    /** The id of the signature that its mail leads to; empty until it is decided. */
    public Optional<Long> signature() {
        return Optional.ofNullable(signatureId);
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
        return address.current();
    }

    public AddressHashes hashes() {
        return address;
    }

    public SealedAddress address() {
        return new SealedAddress(addressDay, sealedAddress);
    }
}
