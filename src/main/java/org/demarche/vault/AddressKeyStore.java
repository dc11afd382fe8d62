package org.demarche.vault;

import java.time.LocalDate;
import java.util.Optional;

/** Where the keys of the days are kept, each wrapped by the master secret. */
interface AddressKeyStore {
    Optional<byte[]> wrapped(LocalDate day);

    /**
     * Keeps the key of a day, in a transaction of its own.
     *
     * @throws RuntimeException if the day has a key already, made by another node
     */
    void add(LocalDate day, byte[] wrapped);

    /** {@return how many were deleted} */
    int deleteBefore(LocalDate day);
}
