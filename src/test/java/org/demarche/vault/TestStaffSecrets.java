package org.demarche.vault;

import java.nio.file.Path;

/** Secrets of staff, sealed under a master secret in a folder of a test. */
public final class TestStaffSecrets {
    private TestStaffSecrets() {}

    public static StaffSecrets in(Path folder) {
        KeyFolder keys = new KeyFolder(folder);
        keys.makeSecret(AddressKeys.MASTER_KEY);
        return new StaffSecrets(keys);
    }

    /** Marks under a key in the same folder. */
    public static KeyedHash hashIn(Path folder) {
        KeyFolder keys = new KeyFolder(folder);
        keys.makeSecret(KeyedHash.STAMP_KEY);
        return new KeyedHash(keys);
    }
}
