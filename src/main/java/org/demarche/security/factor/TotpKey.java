package org.demarche.security.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * The secret, sealed, that the codes of one account follow from. A new one counts only once its owner has shown a code of
 * it: until then the one before does.
 */
@Entity
@Table(name = "staff_totp")
public class TotpKey {
    /** Before any step. */
    static final long NO_STEP = -1;

    @Id
    @Column(name = "staff_id")
    private long staffId;

    private byte[] secret;

    @Column(name = "last_step")
    private long lastStep;

    private byte[] pending;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected TotpKey() {}

    TotpKey(long staffId, byte[] pending, Instant now) {
        this.staffId = staffId;
        this.lastStep = NO_STEP;
        this.pending = pending.clone();
        this.changedAt = now;
    }

    /** Offers a new secret in place of one that was offered before. */
    void offer(byte[] sealed) {
        pending = sealed.clone();
    }

    /** What is offered counts from now on, and the code of this step is used. */
    void accept(long step, Instant now) {
        secret = pending;
        pending = null;
        lastStep = step;
        changedAt = now;
    }

    Optional<byte[]> secret() {
        return Optional.ofNullable(secret);
    }

    Optional<byte[]> pending() {
        return Optional.ofNullable(pending);
    }

    long lastStep() {
        return lastStep;
    }

    Instant changedAt() {
        return changedAt;
    }
}
