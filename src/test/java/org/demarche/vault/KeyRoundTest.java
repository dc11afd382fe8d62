package org.demarche.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestSettings;
import org.demarche.vault.DataKeyStore.Founded;
import org.demarche.vault.guard.Openness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRoundTest {
    @TempDir
    private Path folder;

    private final MemoryDataKeys store = new MemoryDataKeys();

    private void start(Map<String, String> properties) {
        KeyFolder keys = new KeyFolder(folder);
        Settings settings = TestSettings.of(properties);
        HandClock clock = new HandClock("2026-11-23T18:00:00Z");
        Vault vault = new Vault(keys, settings, store, new Openness(), clock);
        new KeyRound(keys, settings, store, vault, new AddressKeys(keys, null, clock), new Schedule()).check();
    }

    private void startTrial() {
        start(Map.of());
    }

    private void aPetitionIsFounded() {
        PublicKey key = new PetitionKeys(new KeyFolder(folder), true).found(1, "appeal");
        store.add(new Founded(1, "appeal", key));
    }

    @Test
    void makesSecretsAtTheFirstStartAndKeepsThem() throws Exception {
        startTrial();
        String master = Files.readString(folder.resolve("master.key"));
        aPetitionIsFounded();
        startTrial();
        assertThat(Files.readString(folder.resolve("master.key"))).isEqualTo(master);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master.key", "stamp.key", "hash-1.key"})
    void doesNotStartOverALostSecret(String file) throws Exception {
        startTrial();
        aPetitionIsFounded();
        Files.delete(folder.resolve(file));
        assertThatThrownBy(this::startTrial)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file);
        assertThat(folder.resolve(file)).doesNotExist();
    }

    @Test
    void startsWithoutThePrivateKey() throws Exception {
        startTrial();
        aPetitionIsFounded();
        Files.delete(folder.resolve("appeal.vault"));
        startTrial();
        assertThat(folder.resolve("appeal.vault")).doesNotExist();
    }

    @Test
    void makesSecretsAlsoWhereMailsGoByServerFromALoopbackUrl() {
        start(Map.of("demarche.mail.host", "mail.example"));
        assertThat(folder.resolve("master.key")).isRegularFile();
    }

    @Test
    void makesNoSecretWhereOthersCanReachThePortal() {
        assertThatThrownBy(() -> start(Map.of("demarche.public-url", "https://petition.example")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("master.key");
        assertThat(folder).isEmptyDirectory();
    }
}
