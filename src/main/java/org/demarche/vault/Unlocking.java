package org.demarche.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.vault.ceremony.KeyFile;
import org.demarche.vault.ceremony.VaultKey;
import org.demarche.vault.guard.Locking;
import org.demarche.vault.guard.Watch;

/**
 * A holder unlocks a vault on this node, with their key file and their passphrase. Neither is stored; the key lies in
 * memory until the time is over, somebody locks the vault, or the server stops.
 */
@ApplicationScoped
public class Unlocking {
    private Vault vault;
    private Locking locking;
    private Watch watch;

    protected Unlocking() {}

    @Inject
    public Unlocking(Vault vault, Locking locking, Watch watch) {
        this.vault = vault;
        this.locking = locking;
        this.watch = watch;
    }

    /**
     * Unlocks with what a holder brought.
     *
     * @param keyFile the text of their key file
     * @param time as {@link Locking#open}
     */
    public UnlockingOutcome unlock(long petitionId, String keyFile, String passphrase, Duration time, Actor actor) {
        actor.must(Act.UNLOCK_VAULT);
        Optional<KeyFile> file = KeyFile.parse(keyFile);
        if (file.isEmpty()) {
            return UnlockingOutcome.NO_KEY_FILE;
        }
        // Before the passphrase, whose check takes a second: the head says already whose key it is.
        if (!file.get().fingerprint().equals(vault.fingerprint(petitionId))) {
            return UnlockingOutcome.OTHER_KEY;
        }
        Optional<VaultKey> key = file.get().open(passphrase.toCharArray());
        if (key.isEmpty()) {
            return UnlockingOutcome.WRONG_PASSPHRASE;
        }
        locking.open(petitionId, time, actor);
        // This node has to know that the vault may be open before it holds the key, else it would forget it at once.
        watch.look();
        vault.hold(petitionId, privateKey(key.get()));
        return UnlockingOutcome.UNLOCKED;
    }

    private static PrivateKey privateKey(VaultKey key) {
        byte[] secret = key.secret();
        byte[] digits = HexFormat.of().formatHex(secret).getBytes(US_ASCII);
        Arrays.fill(secret, (byte) 0);
        try {
            return PrivateKey.parse(digits);
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }
}
