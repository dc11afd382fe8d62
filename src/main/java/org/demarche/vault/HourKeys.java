package org.demarche.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** This node's data keys of one petition: the hour's, and the one of the hour before until it is forgotten. */
final class HourKeys {
    private record HourKey(Instant hour, DataKey key) {
        boolean isOf(Instant other) {
            return hour.equals(other);
        }
    }

    private final ReentrantLock making = new ReentrantLock();
    private volatile HourKey current;
    private volatile HourKey previous;

    /**
     * {@return the key to seal with}
     *
     * @param make makes a new key and keeps it, wrapped; nothing is sealed under it before this has returned
     */
    DataKey at(Instant now, Supplier<DataKey> make) {
        Instant hour = hour(now);
        HourKey key = current;
        if (key != null && key.isOf(hour)) {
            return key.key();
        }
        // While one caller makes the new key the others go on with the last: nobody queues at the full hour.
        if (key != null && key.isOf(before(hour))) {
            if (!making.tryLock()) {
                return key.key();
            }
        } else {
            making.lock();
        }
        try {
            if (current == null || !current.isOf(hour)) {
                HourKey made = new HourKey(hour, make.get());
                forget(previous);
                previous = current;
                current = made;
                forgetBefore(before(hour));
            }
            return current.key();
        } finally {
            making.unlock();
        }
    }

    /** {@return the key with this id, if it is one of this hour or the hour before} */
    Optional<DataKey> held(Instant now, long id) {
        Instant oldest = before(hour(now));
        return Stream.of(Optional.ofNullable(current), Optional.ofNullable(previous))
                .flatMap(Optional::stream)
                .filter(key -> key.key().id() == id && !key.hour().isBefore(oldest))
                .map(HourKey::key)
                .findFirst();
    }

    void forgetOld(Instant now) {
        making.lock();
        try {
            forgetBefore(before(hour(now)));
        } finally {
            making.unlock();
        }
    }

    /** What this node sealed opens with the private key alone from now on. */
    void forgetAll() {
        making.lock();
        try {
            forgetBefore(Instant.MAX);
        } finally {
            making.unlock();
        }
    }

    private void forgetBefore(Instant oldest) {
        if (previous != null && previous.hour().isBefore(oldest)) {
            forget(previous);
            previous = null;
        }
        if (current != null && current.hour().isBefore(oldest)) {
            forget(current);
            current = null;
        }
    }

    private static void forget(HourKey key) {
        if (key != null) {
            key.key().forget();
        }
    }

    private static Instant hour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant before(Instant hour) {
        return hour.minus(Duration.ofHours(1));
    }
}
