package org.demarche.signature;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<Signature> found = new ArrayList<>(byAddress(petitionId, address.current()));
        address.earlier().forEach((rules, hash) -> byHash(petitionId, hash, rules, rules).stream()
                .filter(signature -> !found.contains(signature))
                .forEach(found::add));
        return found;
    }

    /** The signatures that hold an address by this hash, whatever the rules it was made under. */
    public List<Signature> byAddress(long petitionId, byte[] addressHash) {
        return byHash(petitionId, addressHash, 1, Integer.MAX_VALUE);
    }

    /** The signatures of an address, with the rule for who may sign with the same address. */
    public Mailbox mailbox(long petitionId, AddressHashes address, boolean shared) {
        return new Mailbox(address, byAddress(petitionId, address), shared);
    }

    private List<Signature> byHash(long petitionId, byte[] hash, int fromRules, int toRules) {
        return database.createQuery(
                        "select s from Signature s where s.petitionId = :petition and s.addressHash = :hash"
                                + " and s.addressRules between :from and :to order by s.slot",
                        Signature.class)
                .setParameter("petition", petitionId)
                .setParameter("hash", hash)
                .setParameter("from", fromRules)
                .setParameter("to", toRules)
                .getResultList();
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
