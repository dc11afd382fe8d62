package org.demarche.signature;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
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
     * Adds a signature and the link to its signer's page. Writes at once, so that a second signature of the same
     * address fails here.
     *
     * @param ownCopy the signer's copy of their data, sealed by the token; may be null
     * @throws jakarta.persistence.PersistenceException if the address has signed already; the transaction is lost
     */
    public void add(Signature signature, Token page, byte[] ownCopy, Instant now) {
        database.persist(signature);
        database.flush();
        database.persist(new PageLink(signature, page, ownCopy, now));
    }

    /** One more link to a signature's page, without a copy of its signer's data. */
    public void addLink(Signature signature, Token page, Instant now) {
        database.persist(new PageLink(signature, page, null, now));
    }

    public Optional<Signature> find(long petitionId, long id) {
        return Optional.ofNullable(database.find(Signature.class, new RowId(petitionId, id)));
    }

    /** The signature that counts, or would count, for an address. */
    public Optional<Signature> byAddress(long petitionId, byte[] addressHash) {
        return database.createQuery(
                        "select s from Signature s where s.petitionId = :petition and s.addressHash = :hash",
                        Signature.class)
                .setParameter("petition", petitionId)
                .setParameter("hash", addressHash)
                .getResultStream()
                .findFirst();
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
