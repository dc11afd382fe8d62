package org.demarche.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Seals the secrets of staff that the server has to read again, such as those that their one-time codes follow from,
 * under a key that follows from the master secret outside the database. Each is bound to its account.
 */
@ApplicationScoped
public class StaffSecrets {
    private KeyFolder folder;

    protected StaffSecrets() {}

    @Inject
    StaffSecrets(KeyFolder folder) {
        this.folder = folder;
    }

    public byte[] seal(long account, byte[] secret) {
        return AesGcm.seal(key(), secret, Context.ofStaff(account));
    }

    /**
     * {@return the secret}
     *
     * @throws IllegalStateException if it was changed, or belongs to another account or another portal
     */
    public byte[] open(long account, byte[] sealed) {
        return AesGcm.open(key(), sealed, Context.ofStaff(account))
                .orElseThrow(() ->
                        new IllegalStateException("A secret of staff:" + account + " was changed, or is another's"));
    }

    private byte[] key() {
        return Derivation.derive(folder.secret(AddressKeys.MASTER_KEY), "secrets of staff");
    }
}
