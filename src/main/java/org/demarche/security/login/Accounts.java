package org.demarche.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Address;

/** Reads accounts in short transactions of their own, so that no connection is held while a password is hashed. */
@ApplicationScoped
public class Accounts {
    private StaffMembers members;

    protected Accounts() {}

    @Inject
    public Accounts(StaffMembers members) {
        this.members = members;
    }

    /** Whose account this is; empty if it is closed, as if there were none, and for
     * what is no address at all, so that nothing odd reaches the database. */
    @Transactional
    public Optional<Staff> byEmail(String email) {
        return Address.parse(email).isEmpty()
                ? Optional.empty()
                : members.byEmail(email).filter(Staff::isActive);
    }
}
