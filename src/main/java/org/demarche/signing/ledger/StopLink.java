package org.demarche.signing.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A link at the end of a mail; see {@link StopLinks}. */
@Entity
@Table(name = "stop_link")
class StopLink {
    @Id
    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "petition_id")
    private long petitionId;

    @Column(name = "address_hash")
    private byte[] addressHash;

    @Column(name = "created_at")
    private Instant createdAt;

    protected StopLink() {}

    StopLink(long petitionId, byte[] tokenHash, byte[] addressHash, Instant now) {
        this.petitionId = petitionId;
        this.tokenHash = tokenHash;
        this.addressHash = addressHash;
        this.createdAt = now;
    }
}
