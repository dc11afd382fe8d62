package org.demarche.signing.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by its key which partner's server speaks. It is looked up each time, so that a revoked key is void at once. */
@ApplicationScoped
public class Recognising {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+)");

    private Partners partners;

    protected Recognising() {}

    @Inject
    public Recognising(Partners partners) {
        this.partners = partners;
    }

    /**
     * The partner whose key this is; empty for any other, or one revoked.
     *
     * @param authorization value of the header of that name (RFC 6750, 2.1)
     */
    @Transactional
    public Optional<Partner> partner(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches()
                ? PartnerKey.parse(bearer.group(1)).flatMap(partners::byKey).filter(partner -> !partner.isRevoked())
                : Optional.empty();
    }
}
