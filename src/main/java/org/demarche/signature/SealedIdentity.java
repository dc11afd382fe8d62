package org.demarche.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.demarche.vault.Sealed;

/** A signer's identity as the server may keep it: sealed, with the commitments that stand for it in a package. */
@Embeddable
public class SealedIdentity {
    /** The vault's purpose of sealed identities. */
    public static final String PURPOSE = "identity";

    @Column(name = "data_key_id")
    private Long dataKeyId;

    @Column(name = "sealed_identity")
    private byte[] sealed;

    @Column(name = "name_commitment")
    private byte[] nameCommitment;

    @Column(name = "initials_commitment")
    private byte[] initialsCommitment;

    protected SealedIdentity() {}

    public SealedIdentity(Identity identity, Sealed sealed) {
        this.dataKeyId = sealed.dataKey();
        this.sealed = sealed.ciphertext();
        this.nameCommitment = identity.nameCommitment();
        this.initialsCommitment = identity.initialsCommitment();
    }

    private SealedIdentity(byte[] nameCommitment, byte[] initialsCommitment) {
        this.nameCommitment = nameCommitment;
        this.initialsCommitment = initialsCommitment;
    }

    /** The identity under the vault; empty where it was erased. */
    public Optional<Sealed> sealed() {
        return Optional.ofNullable(sealed).map(ciphertext -> new Sealed(dataKeyId, ciphertext));
    }

    public byte[] nameCommitment() {
        return nameCommitment;
    }

    public byte[] initialsCommitment() {
        return initialsCommitment;
    }

    /** What is left after erasure: commitments that nothing opens any more. */
    SealedIdentity erased() {
        return new SealedIdentity(nameCommitment, initialsCommitment);
    }
}
