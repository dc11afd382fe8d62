package org.demarche.signature.marks;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * What a form has in common with others, without saying what that is: whether addresses are of one domain, and whether
 * forms of one day came from one network.
 */
@Embeddable
public class Marks {
    @Column(name = "domain_mark")
    private String domain;

    @Column(name = "network_mark")
    private String network;

    protected Marks() {}

    /**
     * @param domain as {@link MailDomains} has it
     * @param network as {@link org.demarche.vault.NetworkKeys} has it; empty where it is not known, or means nothing
     */
    public Marks(String domain, Optional<String> network) {
        this.domain = domain;
        this.network = network.orElse(null);
    }

    /** Where there are none. */
    public static Marks none() {
        return new Marks();
    }

    /** Of the address's domain; good as long as the petition's key for comparing. */
    public Optional<String> domain() {
        return Optional.ofNullable(domain);
    }

    /** Of the network; forgotten after {@link NetworkMarks#DAYS} days. */
    public Optional<String> network() {
        return Optional.ofNullable(network);
    }
}
