package org.demarche.signing.partner;

import java.security.SecureRandom;
import java.util.Optional;
import org.demarche.vault.Token;

/**
 * The secret of a partner's server: {@code demarche_partner_} and 43 characters of base64url, so that whoever finds one
 * in a file knows what it is. It is shown once; only its hash is kept.
 */
public final class PartnerKey {
    private static final String PREFIX = "demarche_partner_";

    private final Token secret;

    private PartnerKey(Token secret) {
        this.secret = secret;
    }

    static PartnerKey random(SecureRandom random) {
        return new PartnerKey(Token.random(random));
    }

    static Optional<PartnerKey> parse(String text) {
        return text.startsWith(PREFIX)
                ? Token.parse(text.substring(PREFIX.length())).map(PartnerKey::new)
                : Optional.empty();
    }

    /** {@return SHA-256 of its secret} */
    byte[] hash() {
        return secret.hash();
    }

    /** {@return the key as it is written} */
    public String text() {
        return PREFIX + secret.text();
    }

    @Override
    public String toString() {
        return "PartnerKey[…]";
    }
}
