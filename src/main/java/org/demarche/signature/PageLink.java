package org.demarche.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A link to a signer's own page: the hash of its token, and, under a key that only the token gives, the signer's own
 * copy of their data. A link that was mailed later has no copy, since the server could not make one.
 */
@Entity
@Table(name = "page_link")
public class PageLink {
    @Id
    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "petition_id")
    private long petitionId;

    @Column(name = "signature_id")
    private long signatureId;

    @Column(name = "own_copy")
    private byte[] ownCopy;

    @Column(name = "created_at")
    private Instant createdAt;

    protected PageLink() {}

    /** The moment is kept to the hour. */
    PageLink(Signature signature, byte[] tokenHash, byte[] ownCopy, Instant createdAt) {
        this.petitionId = signature.petitionId();
        this.signatureId = signature.id();
        this.tokenHash = tokenHash;
        this.ownCopy = ownCopy;
        this.createdAt = createdAt.truncatedTo(ChronoUnit.HOURS);
    }

    public long petitionId() {
        return petitionId;
    }

    public long signatureId() {
        return signatureId;
    }

    /** SHA-256 of its token. */
    public byte[] tokenHash() {
        return tokenHash;
    }

    /** To the hour. */
    public Instant createdAt() {
        return createdAt;
    }

    /** The sealed copy; its token opens it. */
    public Optional<byte[]> ownCopy() {
        return Optional.ofNullable(ownCopy);
    }
}
