package org.demarche.signing.limits;

import java.util.Optional;
import org.demarche.signature.Flag;

/**
 * Where a form came from: names that are good until the end of the day (UTC) and that nobody can turn back into an
 * address.
 *
 * @param name the same for all addresses of one subscriber, different every day and on every node
 * @param mark the same on every node, kept with what is signed; empty while the day's key is not at hand
 * @param known what the operator's list says of the network, if it is listed
 */
public record Network(String name, Optional<String> mark, Optional<Flag> known) {
    @Override
    public String toString() {
        return "Network[…]";
    }
}
