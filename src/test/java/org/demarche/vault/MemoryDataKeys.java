package org.demarche.vault;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Data keys in memory, as durable as a test needs. */
final class MemoryDataKeys implements DataKeyStore {
    final Map<Long, byte[]> wrapped = new HashMap<>();
    private final Map<Long, Founded> petitions = new HashMap<>();
    private long last;

    void add(Founded petition) {
        petitions.put(petition.id(), petition);
    }

    @Override
    public List<Founded> petitions() {
        return List.copyOf(petitions.values());
    }

    @Override
    public Optional<Founded> petition(long id) {
        return Optional.ofNullable(petitions.get(id));
    }

    @Override
    public synchronized long nextId() {
        return ++last;
    }

    @Override
    public synchronized void add(long petitionId, long id, byte[] key, Instant createdAt) {
        wrapped.put(id, key);
    }

    @Override
    public synchronized Optional<byte[]> wrapped(long petitionId, long id) {
        return Optional.ofNullable(wrapped.get(id));
    }
}
