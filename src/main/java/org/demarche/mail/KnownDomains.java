package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Domains that very many people have their mailbox at, from the list {@code mail/known-domains.txt}. */
@ApplicationScoped
public class KnownDomains {
    private Set<String> domains;

    /** The list that the portal ships. */
    public KnownDomains() {
        domains = DisposableDomains.lines("mail/known-domains.txt");
    }

    /** In ASCII and lower case, in no order. */
    public Set<String> all() {
        return domains;
    }
}
