package org.demarche.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;

/** Private keys that holders brought to this node: in memory alone, and only while their vault may be open. */
final class HeldKeys {
    private final Map<Long, PrivateKey> keys = new ConcurrentHashMap<>();

    void hold(long petitionId, PrivateKey key) {
        keys.put(petitionId, key);
    }

    Optional<PrivateKey> of(long petitionId) {
        return Optional.ofNullable(keys.get(petitionId));
    }

    void forgetUnless(LongPredicate mayOpen) {
        keys.keySet().removeIf(petition -> !mayOpen.test(petition));
    }
}
