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
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.demarche.petition.RowId;
import org.demarche.signature.marks.Marks;

/**
 * A person's confirmed support of a petition.
 *
 * <p>It comes to be by confirmation, and counts from then on. Staff decide about it by {@link Ruling}s; its signer may change what is shown, withdraw it and have it erased. One address counts once: the database keeps
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

    @Embedded
    private Consents consents;

    @Column(name = "handover_language")
    private String handoverLanguage;

    @Column(name = "handover_at")
    private Instant handoverAt;

    @Column(name = "address_hash")
    private byte[] addressHash;

    @Column(name = "address_rules")
    private int addressRules;

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

    @Embedded
    private Marks marks;

    private boolean generated;

    /** Written by the schedule alone, together with which erasure it was. */
    @Column(name = "erased_at", insertable = false, updatable = false)
    private Instant erasedAt;

    @Column(name = "bounced_at")
    private Instant bouncedAt;

    protected Signature() {}

    /**
     * What was signed and confirmed.
     *
     * @param consentedAt when the form was sent; kept to the hour
     * @param consents which wordings were consented to then
     * @param address keyed hash and sealed form of the address
     * @param slot one of the two places that the database gives to an address, 1 or 2
     */
    public Signature(
            long petitionId,
            Signed signed,
            Instant consentedAt,
            Instant confirmedAt,
            Choices choices,
            Consents consents,
            SealedIdentity identity,
            SealedContact address,
            int slot) {
        this.petitionId = petitionId;
        this.language = signed.language();
        this.letterVersion = signed.letterVersion();
        this.channel = signed.channel();
        this.consentedAt = consentedAt.truncatedTo(ChronoUnit.HOURS);
        this.confirmedAt = confirmedAt;
        this.choices = choices;
        this.consents = consents;
        if (choices.handover()) {
            this.handoverLanguage = signed.language();
            this.handoverAt = this.consentedAt;
        }
        this.identity = identity;
        this.addressHash = address.hashes().current();
        this.addressRules = address.hashes().rules();
        this.nameHash = address.nameHash();
        this.addressKeyId = address.sealed().dataKey();
        this.sealedAddress = address.sealed().ciphertext();
        this.slot = slot;
        this.state = SignatureState.CONFIRMED;
    }

    /** Notes what its form had in common with others. */
    public Signature marked(Marks common) {
        marks = common;
        return this;
    }

    /** Held because its form looked unusual when it was sent. */
    public void holdFor(Set<Flag> reasons) {
        decide(Ruling.HOLD);
        flags = Set.copyOf(reasons);
    }

    /** Marks it for a closer look, besides what it is marked for already; whether it counts stays as it is. */
    public void flag(Flag flag) {
        Set<Flag> all = EnumSet.of(flag);
        all.addAll(flags);
        flags = Set.copyOf(all);
    }

    /**
     * Staff decide about it.
     *
     * @throws IllegalStateException if that cannot be decided in the state that it is in
     */
    public void decide(Ruling ruling) {
        become(ruling.result(), ruling.from());
    }

    /** No longer counted, by its signer's wish. */
    public void withdraw() {
        become(
                SignatureState.WITHDRAWN,
                EnumSet.of(SignatureState.CONFIRMED, SignatureState.HELD, SignatureState.STRUCK_OUT));
        addressHash = null;
        nameHash = null;
        marks = null;
    }

    /** Nothing is left but what proofs need. Allowed in every state. */
    public void erase() {
        state = SignatureState.ERASED;
        identity = identity.erased();
        addressKeyId = null;
        sealedAddress = null;
        addressHash = null;
        nameHash = null;
        choices = choices.erased();
        consents = Consents.none();
        handoverLanguage = null;
        handoverAt = null;
        flags = Set.of();
        marks = null;
    }

    /**
     * Shows the addressee less, or as much as before, from the next edition on. The consent to the hand-over stays the
     * one that was given for more, and ends with the last of what it was given for.
     */
    public void narrow(Visibility visibility) {
        if (choices.visibility().isNarrowerThan(visibility)) {
            throw new IllegalArgumentException(visibility + " shows more than " + choices.visibility() + ".");
        }
        show(visibility, visibility.needsHandover() && choices.handover());
        if (!visibility.needsHandover()) {
            consents = consents().withHandover(null);
            handoverLanguage = null;
            handoverAt = null;
        }
    }

    /** Shows the addressee more from the next edition on, with a consent of its own. */
    public void widen(Visibility visibility, Optional<Integer> wording, String language, Instant now) {
        show(visibility, true);
        consents = consents().withHandover(wording.orElse(null));
        handoverLanguage = language;
        handoverAt = now.truncatedTo(ChronoUnit.HOURS);
    }

    private void show(Visibility visibility, boolean handoverConsent) {
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

    /** Whether it is by nobody, made to see a trial at work. */
    public boolean isGenerated() {
        return generated;
    }

    /** What its form had in common with others, as far as it is kept. */
    public Marks marks() {
        return marks == null ? Marks.none() : marks;
    }

    public Choices choices() {
        return choices;
    }

    /** Exactly which text it supports. */
    public Signed signed() {
        return new Signed(language, letterVersion, channel);
    }

    /** To the hour. */
    public Instant consentedAt() {
        return consentedAt;
    }

    /** Which wordings were consented to; nothing that was given before wordings were kept. */
    public Consents consents() {
        return consents == null ? Consents.none() : consents;
    }

    /** In which language, and to the hour when, the hand-over was consented to; empty where it was not. */
    public Optional<HandoverGiven> handoverGiven() {
        return Optional.ofNullable(handoverAt).map(at -> new HandoverGiven(handoverLanguage, at));
    }

    /** The consent to be handed over, which may be later than the others and in another language. */
    public record HandoverGiven(String language, Instant at) {}

    public boolean isErased() {
        return state == SignatureState.ERASED;
    }

    /**
     * When its name, its signer's own copies and, unless they want news, its address were destroyed on schedule, after it
     * had been handed over. It still counts.
     */
    public Optional<Instant> erasedOnScheduleAt() {
        return Optional.ofNullable(erasedAt);
    }

    /** The name under the vault, and the commitments to it. */
    public SealedIdentity identity() {
        return identity;
    }

    /** Keyed hash of the address; null where it was let go. */
    public byte[] addressHash() {
        return addressHash;
    }

    /** The version of the rules under which the address was hashed. */
    public int addressRules() {
        return addressRules;
    }

    /** Keyed hash of the folded name; null where there is none. */
    public byte[] nameHash() {
        return nameHash;
    }

    int slot() {
        return slot;
    }

    public Instant confirmedAt() {
        return confirmedAt;
    }
}
