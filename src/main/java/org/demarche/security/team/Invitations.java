package org.demarche.security.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.demarche.vault.Token;

/** All invitations that were not answered, and the links that were mailed for them. */
@ApplicationScoped
public class Invitations {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected Invitations() {}

    public Invitations(EntityManager database) {
        this.database = database;
    }

    void add(Invitation invitation) {
        database.persist(invitation);
        database.flush();
    }

    /** Makes it void, with its links. */
    void remove(Invitation invitation) {
        database.createNativeQuery("delete from invitation_link where invitation_id = ?1")
                .setParameter(1, invitation.id())
                .executeUpdate();
        database.remove(invitation);
        database.flush();
    }

    /** A mailed link leads to it from now on, beside those before. */
    void addLink(Invitation invitation, Token token) {
        database.createNativeQuery("insert into invitation_link (token_hash, invitation_id) values (?1, ?2)")
                .setParameter(1, token.hash())
                .setParameter(2, invitation.id())
                .executeUpdate();
    }

    Optional<Invitation> find(long id) {
        return Optional.ofNullable(database.find(Invitation.class, id));
    }

    /** As {@link #find}; nobody else has it until the transaction ends. */
    Optional<Invitation> lock(long id) {
        return Optional.ofNullable(database.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<Invitation> byEmail(String email) {
        return database.createQuery("select i from Invitation i where i.email = :email", Invitation.class)
                .setParameter("email", email)
                .getResultStream()
                .findFirst();
    }

    /** {@return the invitation that a link was mailed for} */
    Optional<Long> byLink(Token token) {
        List<?> found = database.createNativeQuery("select invitation_id from invitation_link where token_hash = ?1")
                .setParameter(1, token.hash())
                .getResultList();
        return found.stream().map(id -> ((Number) id).longValue()).findFirst();
    }

    List<Invitation> by(long staff) {
        return database.createQuery("select i from Invitation i where i.invitedBy = :staff", Invitation.class)
                .setParameter("staff", staff)
                .getResultList();
    }

    /** The newest first. */
    List<Invitation> all() {
        return database.createQuery("select i from Invitation i order by i.createdAt desc, i.id desc", Invitation.class)
                .getResultList();
    }
}
