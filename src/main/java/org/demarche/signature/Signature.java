package org.demarche.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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
import java.util.EnumSet;
import java.util.Set;
import org.demarche.petition.RowId;

/**
 * A person's confirmed support of a petition.
 *
 * <p>It comes to be by confirmation, and counts from then on. Staff may hold it, release it, strike it out and restore
 * it; its signer may change what is shown, withdraw it and have it erased. One address counts once: the database keeps
 * at most one signature for each keyed address hash and slot. A withdrawn signature lets go of its address, so that
 * its signer may sign again.
 */
@Entity
@Table(name = "signature")
@IdClass(RowId.class)
public class Signature {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "signature_seq", sequenceName = "signature_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "signature_seq")
    private long id;

    @Column(name = "confirmed_at")
    private Instant confirmedAt;

    @Column(name = "consented_at")
    private Instant consentedAt;

    @Enumerated(EnumType.STRING)
    private SignatureState state;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String language;

    @Column(name = "letter_version")
    private int letterVersion;

    @Embedded
    private Choices choices;

    @Column(name = "address_hash")
    private byte[] addressHash;

    // One of the two places that the database gives to an address.
    @SuppressWarnings("UnusedVariable")
    private int slot;

    @Column(name = "name_hash")
    private byte[] nameHash;

    @Embedded
    private SealedIdentity identity;

    @Column(name = "address_key_id")
    private Long addressKeyId;

    @Column(name = "sealed_address")
    private byte[] sealedAddress;

    @Convert(converter = FlagsColumn.class)
    private Set<Flag> flags = Set.of();

    @Column(name = "bounced_at")
    private Instant bouncedAt;

    protected Signature() {}

    /**
     * What was signed and confirmed.
     *
     * @param consentedAt when the form was sent
     * @param address keyed hash and sealed form of the address
     */
    public Signature(
            long petitionId,
            Signed signed,
            Instant consentedAt,
            Instant confirmedAt,
            Choices choices,
            SealedIdentity identity,
            SealedContact address) {
        this.petitionId = petitionId;
        this.language = signed.language();
        this.letterVersion = signed.letterVersion();
        this.channel = signed.channel();
        this.consentedAt = consentedAt;
        this.confirmedAt = confirmedAt;
        this.choices = choices;
        this.identity = identity;
        this.addressHash = address.hash();
        this.nameHash = address.nameHash();
        this.addressKeyId = address.sealed().dataKey();
        this.sealedAddress = address.sealed().ciphertext();
        this.slot = 1;
        this.state = SignatureState.CONFIRMED;
    }

    public void hold() {
        become(SignatureState.HELD, EnumSet.of(SignatureState.CONFIRMED));
    }

    /** Held because its form looked unusual when it was sent. */
    public void holdFor(Set<Flag> reasons) {
        hold();
        flags = Set.copyOf(reasons);
    }

    public void release() {
        become(SignatureState.CONFIRMED, EnumSet.of(SignatureState.HELD));
    }

    public void strikeOut() {
        become(SignatureState.STRUCK_OUT, EnumSet.of(SignatureState.CONFIRMED, SignatureState.HELD));
    }

    public void restore() {
        become(SignatureState.CONFIRMED, EnumSet.of(SignatureState.STRUCK_OUT));
    }

    /** No longer counted, by its signer's wish. */
    public void withdraw() {
        become(
                SignatureState.WITHDRAWN,
                EnumSet.of(SignatureState.CONFIRMED, SignatureState.HELD, SignatureState.STRUCK_OUT));
        addressHash = null;
        nameHash = null;
    }

    /** Nothing is left but what proofs need. Allowed in every state. */
    public void erase() {
        state = SignatureState.ERASED;
        identity = identity.erased();
        addressKeyId = null;
        sealedAddress = null;
        nameHash = null;
    }

    /** Shows the addressee something else from the next edition on. */
    public void show(Visibility visibility, boolean handoverConsent) {
        if (!isLiving()) {
            throw new IllegalStateException("A signature that is " + state + " shows nothing.");
        }
        choices = choices.shownAs(visibility, handoverConsent);
    }

    /** A mail to its signer's address came back for good; the first time is kept. */
    public void bounced(Instant now) {
        if (bouncedAt == null) {
            bouncedAt = now;
        }
    }

    public boolean isBounced() {
        return bouncedAt != null;
    }

    public boolean isCounted() {
        return state == SignatureState.CONFIRMED;
    }

    /** Neither withdrawn nor erased. */
    public boolean isLiving() {
        return state != SignatureState.WITHDRAWN && state != SignatureState.ERASED;
    }

    private void become(SignatureState next, Set<SignatureState> from) {
        if (!from.contains(state)) {
            throw new IllegalStateException("A signature that is " + state + " cannot become " + next + ".");
        }
        state = next;
    }

    public long petitionId() {
        return petitionId;
    }

    public long id() {
        return id;
    }

    public SignatureState state() {
        return state;
    }

    /** What looked unusual; empty where nothing did. */
    public Set<Flag> flags() {
        return flags;
    }

    public Choices choices() {
        return choices;
    }

    /** Exactly which text it supports. */
    public Signed signed() {
        return new Signed(language, letterVersion, channel);
    }

    public Instant consentedAt() {
        return consentedAt;
    }

    public Instant confirmedAt() {
        return confirmedAt;
    }
}
