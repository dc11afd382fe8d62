package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.demarche.signing.limits.Networks;
import org.demarche.vault.KeyedHash;

/** Marks of the networks that log-ins come from: the same on all nodes, and kept for an hour at most. */
@ApplicationScoped
class Marks {
    private Networks networks;
    private KeyedHash keyedHash;

    protected Marks() {}

    @Inject
    Marks(Networks networks, KeyedHash keyedHash) {
        this.networks = networks;
        this.keyedHash = keyedHash;
    }

    byte[] ofNetwork(HttpServletRequest request) {
        return networks.mark(
                request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")), keyedHash::ofStamp);
    }
}
