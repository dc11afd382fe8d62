package org.demarche.signature;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.petition.RowId;
import org.demarche.vault.Token;

/** All signatures, and the links to their signers' pages. */
@ApplicationScoped
public class Signatures {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Signatures() {}

    public Signatures(EntityManager database) {
        this.database = database;
    }

    /**
     * Adds a signature. Writes at once, so that a second one in the same place of the same address fails here.
     *
     * @throws jakarta.persistence.PersistenceException if the place is taken; the transaction is lost
     */
    public void add(Signature signature) {
        database.persist(signature);
        database.flush();
    }

    /** One more link to a signature's page, without a copy of its signer's data. */
    public void addLink(Signature signature, Token page, Instant now) {
        addLink(signature, page.hash(), null, now);
    }

    /**
     * The same, for a link of which only the hash is known.
     *
     * @param ownCopy the signer's copy of their data, sealed by the token; may be null
     */
    public void addLink(Signature signature, byte[] tokenHash, byte[] ownCopy, Instant now) {
        database.persist(new PageLink(signature, tokenHash, ownCopy, now));
    }

    public void removeLink(PageLink link) {
        database.remove(link);
    }

    /** Every link to a signature's page. */
    public List<PageLink> links(Signature signature) {
        return database.createQuery(
                        "select l from PageLink l where l.petitionId = :petition and l.signatureId = :signature"
                                + " order by l.createdAt",
                        PageLink.class)
                .setParameter("petition", signature.petitionId())
                .setParameter("signature", signature.id())
                .getResultList();
    }

    public Optional<Signature> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Signature.class, new RowId(petitionId, id)));
    }

    /**
     * The signatures that count, or would count, for an address, in the order of their places. What was signed under
     * earlier rules is found by the hash under those, and by no other rules.
     */
    public List<Signature> byAddress(long petitionId, AddressHashes address) {
        return byHashes(petitionId, address.all()).of(address);
    }

    /** The signatures that hold an address by this hash, whatever the rules it was made under. */
    public List<Signature> byAddress(long petitionId, byte[] addressHash) {
        return byHashes(petitionId, List.of(addressHash)).signatures();
    }

    /** The signatures of an address, with the rule for who may sign with the same address. */
    public Mailbox mailbox(long petitionId, AddressHashes address, boolean shared) {
        return mailboxes(petitionId, List.of(address), shared).apply(address);
    }

    /** The same for several addresses, asked for at once. */
    public Function<AddressHashes, Mailbox> mailboxes(
            long petitionId, Collection<AddressHashes> addresses, boolean shared) {
        Found found = byHashes(
                petitionId,
                addresses.stream().flatMap(address -> address.all().stream()).toList());
        return address -> new Mailbox(address, found.of(address), shared);
    }

    /** Signatures by hashes of addresses, in the order of their places. */
    private record Found(List<Signature> signatures) {
        List<Signature> of(AddressHashes address) {
            return signatures.stream()
                    .filter(signature -> address.finds(signature.addressHash(), signature.addressRules()))
                    .toList();
        }
    }

    private Found byHashes(long petitionId, Collection<byte[]> hashes) {
        return new Found(
                hashes.isEmpty()
                        ? List.of()
                        : database.createQuery(
                                        "select s from Signature s where s.petitionId = :petition"
                                                + " and s.addressHash in :hashes order by s.slot",
                                        Signature.class)
                                .setParameter("petition", petitionId)
                                .setParameter("hashes", hashes)
                                .getResultList());
    }

    public Optional<PageLink> link(Token page) {
        return Optional.ofNullable(database.find(PageLink.class, page.hash()));
    }

    public Optional<Signature> byPage(Token page) {
        return link(page).flatMap(link -> find(link.petitionId(), link.signatureId()));
    }

    /** The same, locked until the transaction ends: whoever changes it goes alone. */
    public Optional<Signature> lockByPage(Token page) {
        return link(page)
                .map(link -> database.find(
                        Signature.class,
                        new RowId(link.petitionId(), link.signatureId()),
                        LockModeType.PESSIMISTIC_WRITE));
    }
}
