package org.demarche.vault.guard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what all nodes are to know, in a short transaction of its own. */
@ApplicationScoped
public class Looking {
    private VaultStates states;

    protected Looking() {}

    @Inject
    public Looking(VaultStates states) {
        this.states = states;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Openness.Known look() {
        return new Openness.Known(
                states.panic(),
                states.all().stream()
                        .collect(Collectors.toUnmodifiableMap(VaultState::petitionId, Function.identity())));
    }
}
