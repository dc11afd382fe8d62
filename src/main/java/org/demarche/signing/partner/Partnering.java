package org.demarche.signing.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;

/** Staff agree with partners, and part from them. */
@ApplicationScoped
public class Partnering {
    private final SecureRandom random = new SecureRandom();
    private Partners partners;
    private AuditLog log;
    private Clock clock;

    protected Partnering() {}

    @Inject
    public Partnering(Partners partners, AuditLog log, Clock clock) {
        this.partners = partners;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Makes a partner.
     *
     * @return its key, which nobody can read again
     */
    @Transactional
    public PartnerKey agree(PartnerTerms terms, Actor actor) {
        actor.must(Act.MANAGE_PARTNERS);
        PartnerKey key = PartnerKey.random(random);
        Partner partner = new Partner(terms, key, clock.instant());
        partners.add(partner);
        log.append(
                actor.reference(),
                "partner made",
                partner.reference(),
                Map.of(
                        "perMinute", Integer.toString(terms.perMinute()),
                        "perHour", Integer.toString(terms.perHour())));
        return key;
    }

    /** Revokes a partner's key from now on; to do so twice, or for a partner that is not there, does nothing. */
    @Transactional
    public void revoke(long id, Actor actor) {
        actor.must(Act.MANAGE_PARTNERS);
        partners.lock(id).filter(partner -> !partner.isRevoked()).ifPresent(partner -> {
            partner.revoke(clock.instant());
            log.append(actor.reference(), "partner revoked", partner.reference(), Map.of());
        });
    }

    /** All partners, the newest first. */
    @Transactional
    public List<Partner> all(Actor actor) {
        actor.must(Act.MANAGE_PARTNERS);
        return partners.all();
    }
}
