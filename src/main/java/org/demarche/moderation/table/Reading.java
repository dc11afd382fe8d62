package org.demarche.moderation.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.mail.Address;
import org.demarche.mail.AddressRules;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Identity;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.ReviewRequests.ReviewRequest;
import org.demarche.signature.SealedIdentity;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signature.marks.MailDomains;
import org.demarche.vault.KeyedHash;
import org.demarche.vault.Unlocked;
import org.demarche.vault.Vault;

/** Moderators read what names signers, or look one up. Every reading is an entry of the audit log. */
@ApplicationScoped
public class Reading {
    private Looking looking;
    private SignatureTable table;
    private Signatures signatures;
    private ReviewRequests requests;
    private MailDomains domains;
    private AddressRules rules;
    private KeyedHash hash;
    private Vault vault;
    private AuditLog log;

    protected Reading() {}

    @Inject
    public Reading(
            Looking looking,
            SignatureTable table,
            Signatures signatures,
            ReviewRequests requests,
            MailDomains domains,
            AddressRules rules,
            KeyedHash hash,
            Vault vault,
            AuditLog log) {
        this.looking = looking;
        this.table = table;
        this.signatures = signatures;
        this.requests = requests;
        this.domains = domains;
        this.rules = rules;
        this.hash = hash;
        this.vault = vault;
        this.log = log;
    }

    /**
     * What a signer gave away of themselves.
     *
     * @param plea what they wrote when they asked for a review
     */
    public record Person(String name, Optional<String> plea) {
        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /**
     * The names behind signatures, and what their signers wrote, by the signature's number; without those that were
     * erased.
     *
     * @param ids at most as many as two pages have
     * @throws org.demarche.audit.NotAllowed if the actor may not
     * @throws org.demarche.vault.VaultLocked if nobody has unlocked the vault
     */
    @Transactional
    public Map<Long, Person> read(Actor actor, long petitionId, Collection<Long> ids) {
        actor.must(Act.READ_PERSONS);
        Map<Long, Person> people = new HashMap<>();
        try (Unlocked open = vault.unlock(petitionId)) {
            Map<Long, ReviewRequest> asked = requests.open(petitionId, ids);
            for (Signature signature : table.load(petitionId, ids)) {
                signature
                        .identity()
                        .sealed()
                        .ifPresent(identity -> people.put(
                                signature.id(),
                                new Person(
                                        Identity.fromBytes(open.open(identity, SealedIdentity.PURPOSE))
                                                .name(),
                                        Optional.ofNullable(asked.get(signature.id()))
                                                .flatMap(ReviewRequest::text)
                                                .map(text ->
                                                        new String(open.open(text, ReviewRequests.PURPOSE), UTF_8)))));
            }
        }
        if (!people.isEmpty()) {
            log(actor, "read-names", petitionId, people.keySet());
        }
        return people;
    }

    /**
     * The signatures of an address. What was searched for is not kept; who searched, and what was found, is.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    @Transactional
    public List<SignatureRow> find(Actor actor, long petitionId, Address address) {
        actor.must(Act.READ_PERSONS);
        List<Long> found = signatures.byAddress(petitionId, AddressHashes.of(hash, rules, petitionId, address)).stream()
                .map(Signature::id)
                .toList();
        List<SignatureRow> rows = looking.rows(petitionId, found);
        log(actor, "search-address", petitionId, found);
        return rows;
    }

    /**
     * The mark by which a mail domain is filtered for. It names nobody, so it is no reading.
     *
     * @param domain such as {@code example.org}
     * @return empty if it is no domain
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    public Optional<String> domain(Actor actor, long petitionId, String domain) {
        actor.must(Act.READ_PERSONS);
        return Address.parse("anybody@" + domain.strip()).map(address -> domains.mark(petitionId, address));
    }

    private void log(Actor actor, String action, long petitionId, Collection<Long> ids) {
        String listed = ids.stream().sorted().map(Object::toString).collect(Collectors.joining(" "));
        log.append(actor.reference(), action, "petition/" + petitionId, Map.of("signatures", listed));
    }
}
