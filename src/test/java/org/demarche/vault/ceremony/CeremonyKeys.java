package org.demarche.vault.ceremony;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What a ceremony leaves behind, for tests of the portal.
 *
 * @param publicFile what goes to the server
 * @param keyFile what one holder keeps
 */
public record CeremonyKeys(String publicFile, String keyFile) {
    public static CeremonyKeys make(String petition, String passphrase) {
        SecureRandom random = new SecureRandom();
        VaultKey key = VaultKey.make(random);
        KeyFile file =
                KeyFile.seal(key, petition, "Maria", passphrase.toCharArray(), KeyFile.FEWEST_ITERATIONS, random);
        return new CeremonyKeys(HexFormat.of().formatHex(key.publicKey()) + "\n", file.text());
    }
}
