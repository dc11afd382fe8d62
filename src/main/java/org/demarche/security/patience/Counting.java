package org.demarche.security.patience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.vault.KeyedHash;

/** Counts tries in transactions of their own: a try counts even if what was tried comes to nothing. */
@ApplicationScoped
public class Counting {
    private Tries tries;
    private KeyedHash keyedHash;
    private Clock clock;

    protected Counting() {}

    @Inject
    public Counting(Tries tries, KeyedHash keyedHash, Clock clock) {
        this.tries = tries;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    /** Takes one try; or returns how long to wait, and takes none. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Duration take(Door door) {
        Instant now = clock.instant();
        Optional<TryCount> count = tries.lock(mark(door));
        if (count.isEmpty()) {
            tries.add(new TryCount(mark(door), now));
            return Duration.ZERO;
        }
        Duration left = count.get().left(door.kind().free(), now);
        if (left.compareTo(Duration.ZERO) > 0) {
            return left;
        }
        count.get().take(now);
        return Duration.ZERO;
    }

    /** The try was a good one: an account's door is as at first, a network's as before. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void forget(Door door) {
        tries.lock(mark(door)).ifPresent(count -> {
            if (door.kind() != Door.Kind.NETWORK || count.tries() == 1) {
                tries.forget(count);
            } else {
                count.giveBack();
            }
        });
    }

    @Transactional
    void tidy() {
        tries.forgetBefore(clock.instant().minus(Patience.FORGOTTEN_AFTER));
    }

    private String mark(Door door) {
        return HexFormat.of().formatHex(keyedHash.ofStamp("tries " + door.name()));
    }
}
