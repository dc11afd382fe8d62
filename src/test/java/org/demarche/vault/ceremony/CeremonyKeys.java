package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

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

    /** What the holder's computer prints when it opens a test record; empty if the record is not of this key. */
    public Optional<String> open(String petition, String record, String passphrase) {
        return KeyFile.parse(keyFile)
                .flatMap(file -> file.open(passphrase.toCharArray()))
                .flatMap(key -> key.open(Base64.getDecoder().decode(record), Drill.info(petition)))
                .map(bytes -> new String(bytes, UTF_8));
    }
}
