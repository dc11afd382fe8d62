package org.demarche.signing.limits;

import java.util.Optional;
import org.demarche.vault.NetworkKeys;

/** No key of the day is at hand. */
final class UnmarkedNetworks extends NetworkKeys {
    @Override
    public Optional<String> mark(String network) {
        return Optional.empty();
    }
}
