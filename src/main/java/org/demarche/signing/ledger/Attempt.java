package org.demarche.signing.ledger;

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
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.petition.RowId;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Channel;
import org.demarche.signature.Choices;
import org.demarche.signature.Consents;
import org.demarche.signature.Flag;
import org.demarche.signature.FlagsColumn;
import org.demarche.signature.SealedIdentity;
import org.demarche.signature.Signature;
import org.demarche.signature.Signed;
import org.demarche.signature.marks.Marks;
import org.demarche.vault.Sealed;
import org.demarche.vault.SealedAddress;

/**
 * One form that was sent: a line of the ledger.
 *
 * <p>It begins open and holds what a signature will be made of, sealed. It is closed exactly once, by confirmation, as
 * a duplicate, by expiry or by refusal; what is left then names nobody. Only the sealed address may stay until the mail
 * has gone that tells a duplicate's signer so.
 */
@Entity
@Table(name = "attempt")
@IdClass(RowId.class)
public class Attempt {
    /** How long a link and its code are good. */
    public static final Duration LIFE = Duration.ofDays(14);

    /** From a mail that asks to confirm to the first reminder, and from that to the second. */
    private static final List<Duration> UNTIL_REMINDED = List.of(Duration.ofDays(2), Duration.ofDays(4));

    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @SequenceGenerator(name = "attempt_seq", sequenceName = "attempt_seq", allocationSize = 50)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "attempt_seq")
    private long id;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private String language;

    @Column(name = "letter_version")
    private int letterVersion;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "remind_at")
    private Instant remindAt;

    private int reminders;

    @Column(name = "address_day")
    private LocalDate addressDay;

    @Column(name = "sealed_address")
    private byte[] sealedAddress;

    @Embedded
    private AddressHashes address;

    private Long repeats;

    @Column(name = "name_hash")
    private byte[] nameHash;

    @Embedded
    private SealedIdentity identity;

    @Column(name = "own_copy")
    private byte[] ownCopy;

    @Column(name = "sealed_token")
    private byte[] sealedToken;

    @Column(name = "sealed_token_key_id")
    private Long sealedTokenKeyId;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "code_hash")
    private byte[] codeHash;

    @Column(name = "code_at")
    private Instant codeAt;

    @Column(name = "page_hash")
    private byte[] pageHash;

    @Embedded
    private Choices choices;

    @Embedded
    private Consents consents;

    @Convert(converter = FlagsColumn.class)
    private Set<Flag> flags = Set.of();

    @Embedded
    private Marks marks;

    @Column(name = "partner_id")
    private Long partnerId;

    protected Attempt() {}

    public Attempt(long petitionId, Signed signed, Choices choices, SealedForm form, Instant now) {
        this.petitionId = petitionId;
        this.language = signed.language();
        this.letterVersion = signed.letterVersion();
        this.channel = signed.channel();
        this.createdAt = now;
        this.expiresAt = now.plus(LIFE);
        this.outcome = Outcome.OPEN;
        this.choices = choices;
        this.identity = form.identity();
        this.addressDay = form.address().day();
        this.sealedAddress = form.address().ciphertext();
        this.address = form.hashes();
        this.nameHash = form.nameHash();
        this.ownCopy = form.ownCopy();
        this.sealedTokenKeyId = form.sealedToken().dataKey();
        this.sealedToken = form.sealedToken().ciphertext();
        this.tokenHash = form.tokenHash();
        this.pageHash = form.pageHash();
        this.codeHash = form.codeHash();
    }

    /** Its form looked unusual; what it becomes is held until a person has looked. */
    public Attempt flagged(Set<Flag> reasons) {
        flags = Set.copyOf(reasons);
        return this;
    }

    /** Notes what it has in common with others. */
    public Attempt marked(Marks common) {
        marks = common;
        return this;
    }

    /** It came from a partner's server. */
    public Attempt sentBy(long partner) {
        partnerId = partner;
        return this;
    }

    /** Notes which wordings were consented to with the form. */
    public Attempt consenting(Consents given) {
        consents = given;
        return this;
    }

    public boolean isExpired(Instant now) {
        return outcome == Outcome.EXPIRED || (outcome == Outcome.OPEN && !now.isBefore(expiresAt));
    }

    /** Closed: nothing is left that tells who it was. */
    public void close(Outcome as, Instant now) {
        if (outcome != Outcome.OPEN || as == Outcome.OPEN) {
            throw new IllegalStateException("An attempt that is " + outcome + " cannot become " + as + ".");
        }
        outcome = as;
        // To the hour, which the ledger can do with; a signature keeps the times of its own confirmation anyway.
        createdAt = createdAt.truncatedTo(ChronoUnit.HOURS);
        closedAt = as == Outcome.CONFIRMED ? now : now.truncatedTo(ChronoUnit.HOURS);
        remindAt = null;
        identity = null;
        address = null;
        nameHash = null;
        ownCopy = null;
        forgetToken();
        tokenHash = null;
        pageHash = null;
        codeHash = null;
        codeAt = null;
        choices = null;
        consents = null;
        marks = null;
        forgetAddress();
    }

    /** Closed as a duplicate whose signer is still to be told by mail: the sealed address stays until then. */
    public void closeAsDuplicate(Signature of, Instant now) {
        SealedAddress recipient = address().orElseThrow();
        close(Outcome.DUPLICATE, now);
        addressDay = recipient.day();
        sealedAddress = recipient.ciphertext();
        repeats = of.id();
    }

    public void forgetAddress() {
        addressDay = null;
        sealedAddress = null;
        repeats = null;
    }

    /** The id of the signature that a duplicate's signer is told of; empty once they were. */
    public Optional<Long> repeats() {
        return Optional.ofNullable(repeats);
    }

    private void forgetToken() {
        sealedToken = null;
        sealedTokenKeyId = null;
    }

    /** A mail that asks to confirm has gone: from now on only its recipient holds the token. */
    public void mailed(Instant now) {
        forgetToken();
        if (outcome == Outcome.OPEN && reminders < UNTIL_REMINDED.size()) {
            remindAt = now.plus(UNTIL_REMINDED.get(reminders));
        }
    }

    /** One more reminder is queued; the next one waits until it has gone. */
    public void reminded() {
        reminders++;
        remindAt = null;
    }

    public void remindLater(Instant time) {
        remindAt = time;
    }

    public void remindNoMore() {
        remindAt = null;
    }

    /** The code of a mail that is sent later takes the place of the earlier one. */
    public void renewCode(byte[] hash) {
        codeHash = hash;
    }

    /** Another link was mailed, and with it the code begins anew: what was typed before does not count against it. */
    void linkAdded(Instant now) {
        codeAt = now;
    }

    /** Whether this is the code of the mail. */
    public boolean hasCode(byte[] typedCodeHash) {
        return codeHash != null && MessageDigest.isEqual(codeHash, typedCodeHash);
    }

    public Optional<SealedAddress> address() {
        return Optional.ofNullable(sealedAddress).map(bytes -> new SealedAddress(addressDay, bytes));
    }

    public Optional<Sealed> sealedToken() {
        return Optional.ofNullable(sealedToken).map(bytes -> new Sealed(sealedTokenKeyId, bytes));
    }

    public Signed signed() {
        return new Signed(language, letterVersion, channel);
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

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Outcome outcome() {
        return outcome;
    }

    public byte[] addressHash() {
        return address.current();
    }

    /** The address as it can be found again, by the rules of when the form was sent. */
    public AddressHashes hashes() {
        return address;
    }

    /** SHA-256 of the first link's token. */
    byte[] tokenHash() {
        return tokenHash;
    }

    /** SHA-256 of the token of the page that the first link leads to; null where it is not known. */
    byte[] pageHash() {
        return pageHash;
    }

    public byte[] codeHash() {
        return codeHash;
    }

    /** Since when the present code is good. */
    public Instant codeAt() {
        return codeAt == null ? createdAt : codeAt;
    }

    public Consents consents() {
        return consents == null ? Consents.none() : consents;
    }

    public byte[] nameHash() {
        return nameHash;
    }

    public byte[] ownCopy() {
        return ownCopy;
    }

    public SealedIdentity identity() {
        return identity;
    }

    /** What it has in common with others, while it is open. */
    public Marks marks() {
        return marks == null ? Marks.none() : marks;
    }

    /** What looked unusual; empty where nothing did. */
    public Set<Flag> flags() {
        return flags;
    }

    public Choices choices() {
        return choices;
    }
}
