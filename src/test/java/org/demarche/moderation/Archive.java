package org.demarche.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Address;
import org.demarche.mail.AddressRules;
import org.demarche.mail.KnownDomains;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.rules.Rules;
import org.demarche.moderation.table.Looking;
import org.demarche.moderation.table.Reading;
import org.demarche.moderation.table.SignatureTable;
import org.demarche.petition.Petition;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Identity;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.ReviewRequests.ReviewRequest;
import org.demarche.signature.Ruling;
import org.demarche.signature.SealedContact;
import org.demarche.signature.SealedIdentity;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signatures;
import org.demarche.signature.SignaturesDecided;
import org.demarche.signature.marks.MailDomains;
import org.demarche.testing.Events;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Sealed;
import org.demarche.vault.TestVault;

/** Signatures to the shipped appeal and those who look after them, without a container. */
public final class Archive {
    public static final Actor MODERATOR = new Actor(50, "Maria", Set.of(Role.MODERATOR)).asProven();

    /** Marks of mail domains: that of a signature is the one at the rest of its number. */
    public static final List<String> DOMAINS = List.of("0123456789ab", "ba9876543210", "00ff00ff00ff");

    public final TestDatabase database;
    public final HandClock clock = new HandClock("2026-11-23T12:30:00Z");
    public final Petition petition;

    /** What was told to the rest of the portal. */
    public final List<SignaturesDecided> told = new ArrayList<>();

    private final TestVault vault;
    private final AddressRules rules = new AddressRules();
    private long signatures;

    public Archive(TestDatabase database, Path keys) {
        this.database = database;
        this.vault = TestVault.on(database, keys, clock);
        this.petition = StoredPetitions.in(database, vault.vault(), clock).petition();
    }

    /**
     * A signature as it could be.
     *
     * @param flags as they are kept; may be null
     * @param hoursAgo when it was signed
     */
    public record Made(
            SignatureState state, String flags, String country, String language, String channel, int hoursAgo) {
        public Made in(SignatureState other) {
            return new Made(other, flags, country, language, channel, hoursAgo);
        }

        public Made ago(int hours) {
            return new Made(state, flags, country, language, channel, hours);
        }
    }

    public static Made held() {
        return new Made(SignatureState.HELD, "TOR", "CH", "en", "PAGE", 1);
    }

    public static Made confirmed() {
        return new Made(SignatureState.CONFIRMED, null, "CH", "en", "PAGE", 1);
    }

    /** Adds a signature by {@code Person <number>} with an address of theirs; returns its number. */
    public long sign(Made made) throws SQLException {
        long id = ++signatures;
        Identity identity = Identity.of("Person " + id, new SecureRandom());
        Sealed name = vault.vault().seal(petition.id(), identity.toBytes(), SealedIdentity.PURPOSE);
        Sealed address = vault.vault().seal(petition.id(), address(id).text().getBytes(UTF_8), SealedContact.PURPOSE);
        OffsetDateTime hour = now().minusHours(made.hoursAgo()).withMinute(0);
        database.update(
                """
                insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,
                    letter_version, country, demands, visibility, handover, news, address_hash, address_rules, slot,
                    data_key_id, sealed_identity, address_key_id, sealed_address, name_commitment, initials_commitment,
                    flags, domain_mark)
                values (?, ?, ?, ?, ?, ?, ?, 1, ?, 5, 'COUNTED', false, false, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)""",
                petition.id(),
                id,
                hour.plusMinutes(10),
                hour,
                made.state().name(),
                made.channel(),
                made.language(),
                made.country(),
                hashes(id).current(),
                hashes(id).rules(),
                name.dataKey(),
                name.ciphertext(),
                address.dataKey(),
                address.ciphertext(),
                identity.nameCommitment(),
                identity.initialsCommitment(),
                made.flags(),
                DOMAINS.get((int) (id % DOMAINS.size())));
        return id;
    }

    /** The address of a signature's signer. */
    public static Address address(long id) {
        return Address.parse("person" + id + "@example.org").orElseThrow();
    }

    private AddressHashes hashes(long id) {
        return AddressHashes.of(vault.hash(), rules, petition.id(), address(id));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** Its signer asks for a review. */
    public void ask(long id, Instant at, String text) {
        Sealed words = vault.vault().seal(petition.id(), text.getBytes(UTF_8), ReviewRequests.PURPOSE);
        in(entities -> {
            new ReviewRequests(entities)
                    .add(
                            new Signatures(entities).find(petition.id(), id).orElseThrow(),
                            new ReviewRequest(at, Optional.of(words), Optional.empty()));
            return null;
        });
    }

    public DecidingOutcome decide(Ruling ruling, String reason, Seen... seen) {
        return decide(MODERATOR, ruling, reason, seen);
    }

    public DecidingOutcome decide(Actor actor, Ruling ruling, String reason, Seen... seen) {
        return in(entities -> deciding(entities).decide(actor, petition.id(), List.of(seen), ruling, reason));
    }

    private Deciding deciding(EntityManager entities) {
        return new Deciding(
                new Decisions(entities, clock),
                new Reasons(entities),
                new AuditLog(entities, clock),
                Events.to(told::add),
                clock);
    }

    public Looking looking(EntityManager entities) {
        return new Looking(
                new SignatureTable(entities),
                rules(entities),
                new Decisions(entities, clock),
                new Reasons(entities),
                new ReviewRequests(entities),
                new StaffMembers(entities));
    }

    public Rules rules(EntityManager entities) {
        return new Rules(entities, new MailDomains(vault.hash(), new KnownDomains()));
    }

    /** The mark of a domain that very many people have their mailbox at. */
    public String largeDomain() {
        KnownDomains known = new KnownDomains();
        String domain = known.all().iterator().next();
        return new MailDomains(vault.hash(), known)
                .mark(petition.id(), Address.parse("somebody@" + domain).orElseThrow());
    }

    public Reading reading(EntityManager entities) {
        return new Reading(
                looking(entities),
                new SignatureTable(entities),
                new Signatures(entities),
                new ReviewRequests(entities),
                new MailDomains(vault.hash(), new KnownDomains()),
                rules,
                vault.hash(),
                vault.vault(),
                new AuditLog(entities, clock));
    }

    public SignatureState state(long id) {
        return in(entities ->
                new Signatures(entities).find(petition.id(), id).orElseThrow().state());
    }

    public List<Decision> about(long id) {
        return in(entities -> new Decisions(entities, clock).about(petition.id(), id));
    }

    /** What the audit log has: actor, action, subject and detail of each entry. */
    public List<List<Object>> log() throws SQLException {
        return database.query("select actor, action, subject, detail from audit_entry order by sequence");
    }

    public <T> T in(Function<EntityManager, T> work) {
        return database.inTransaction(work);
    }
}
