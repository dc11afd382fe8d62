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

    /** The holder's computer, where the passphrase has been typed: that is slow on purpose, and so done once. */
    public Holder holder(String passphrase) {
        return new Holder(KeyFile.parse(keyFile)
                .flatMap(file -> file.open(passphrase.toCharArray()))
                .orElseThrow());
    }

    /** Whoever has opened a key file. */
    public static final class Holder {
        private final VaultKey key;

        private Holder(VaultKey key) {
            this.key = key;
        }

        /** What is printed when a test record is opened; empty if the record is not of this key. */
        public Optional<String> open(String petition, String record) {
            return key.open(Base64.getDecoder().decode(record), Drill.info(petition))
                    .map(bytes -> new String(bytes, UTF_8));
        }
    }
}
