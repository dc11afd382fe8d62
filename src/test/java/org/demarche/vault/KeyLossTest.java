package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.demarche.testing.HandClock;
import org.demarche.vault.DataKeyStore.Founded;
import org.demarche.vault.guard.Openness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key that is lost, damaged, stolen or replaced takes along, and what it leaves alone. */
class KeyLossTest {
    private static final long PETITION = 1;
    private static final byte[] NAME = "Jane Doe".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private final MemoryDataKeys store = new MemoryDataKeys();
    private final HandClock clock = new HandClock("2026-11-23T18:30:00Z");
    private Sealed first;
    private Sealed second;

    @BeforeEach
    void sealTwoHours() {
        Vault vault = node();
        store.add(new Founded(PETITION, "appeal", new PublicKey(vault.found(PETITION, "appeal"))));
        first = vault.seal(PETITION, NAME, "identity");
        clock.pass(Duration.ofHours(1));
        second = vault.seal(PETITION, NAME, "identity");
    }

    private Vault node() {
        return new Vault(new PetitionKeys(new KeyFolder(folder), true), store, new Openness(), clock);
    }

    private void losesOnlyTheFirst(String complaint) {
        try (Unlocked unlocked = node().unlock(PETITION)) {
            assertThatThrownBy(() -> unlocked.open(first, "identity"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Data key " + first.dataKey())
                    .hasMessageContaining(complaint);
            assertThat(unlocked.open(second, "identity")).isEqualTo(NAME);
        }
    }

    @Test
    void losesOneHourWithTheRowOfItsKey() {
        store.wrapped.remove(first.dataKey());

        losesOnlyTheFirst("does not exist");
    }

    @Test
    void losesOneHourWithADamagedKey() {
        byte[] damaged = store.wrapped.get(first.dataKey()).clone();
        damaged[damaged.length / 2] ^= 1;
        store.wrapped.put(first.dataKey(), damaged);

        losesOnlyTheFirst("was not wrapped to the key of petition 1");
    }

    @Test
    void opensNothingOfAStolenDatabaseWithoutTheFolderOfKeys(@TempDir Path elsewhere) {
        Vault thief = new Vault(new PetitionKeys(new KeyFolder(elsewhere), false), store, new Openness(), clock);

        assertThatThrownBy(() -> thief.unlock(PETITION)).isInstanceOf(VaultLocked.class);
        assertThat(thief.openHere(PETITION, second, "identity")).isEmpty();
    }

    @Test
    void sealsOnAfterARestartThatTookTheHoursKeyFromMemory() {
        Vault restarted = node();

        assertThat(restarted.openHere(PETITION, second, "identity")).isEmpty();
        Sealed third = restarted.seal(PETITION, NAME, "identity");
        assertThat(restarted.openHere(PETITION, third, "identity")).contains(NAME);
        assertThat(third.dataKey()).isNotEqualTo(second.dataKey());
    }

    @Test
    void takesAnotherStampKeyAndForgetsTheStampsOfTheFirst() throws Exception {
        new KeyFolder(folder).makeSecret(KeyedHash.STAMP_KEY);
        byte[] before = new KeyedHash(new KeyFolder(folder)).ofStamp("form");

        Files.delete(folder.resolve(KeyedHash.STAMP_KEY));
        new KeyFolder(folder).makeSecret(KeyedHash.STAMP_KEY);

        assertThat(new KeyedHash(new KeyFolder(folder)).ofStamp("form")).isNotEqualTo(before);
    }

    @Test
    void findsNoAddressAgainUnderAnotherHashKey() throws Exception {
        byte[] before = new KeyedHash(new KeyFolder(folder)).ofAddress(PETITION, "jane@example.org");

        Files.delete(folder.resolve(PetitionKeys.hashKey(PETITION)));
        new KeyFolder(folder).makeSecret(PetitionKeys.hashKey(PETITION));

        assertThat(new KeyedHash(new KeyFolder(folder)).ofAddress(PETITION, "jane@example.org"))
                .isNotEqualTo(before);
    }
}
