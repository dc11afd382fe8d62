package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.demarche.testing.HandClock;
import org.demarche.vault.DataKeyStore.Founded;
import org.demarche.vault.guard.Openness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final long PETITION = 1;
    private static final byte[] NAME = "Jane Doe".getBytes(UTF_8);

    @TempDir
    private Path keys;

    private final MemoryDataKeys store = new MemoryDataKeys();
    private final HandClock clock = new HandClock("2026-11-23T18:30:00Z");
    private Vault vault;

    @BeforeEach
    void foundAPetition() {
        vault = node();
        store.add(new Founded(PETITION, "appeal", new PublicKey(vault.found(PETITION, "appeal"))));
    }

    private Vault node() {
        return new Vault(new PetitionKeys(new KeyFolder(keys), true), store, new Openness(), clock);
    }

    @Test
    void opensWithThePrivateKeyWhatAnyNodeSealedInAnyHour() {
        Sealed first = vault.seal(PETITION, NAME, "identity");
        clock.pass(Duration.ofDays(40));
        Sealed second = node().seal(PETITION, NAME, "identity");
        assertThat(store.wrapped).hasSize(2);
        try (Unlocked unlocked = node().unlock(PETITION)) {
            assertThat(unlocked.open(first, "identity")).isEqualTo(NAME);
            assertThat(unlocked.open(second, "identity")).isEqualTo(NAME);
        }
    }

    @Test
    void sealsAllOfAnHourUnderOneKeyOfTheNode() {
        Sealed first = vault.seal(PETITION, NAME, "identity");
        clock.pass(Duration.ofMinutes(29));
        Sealed second = vault.seal(PETITION, NAME, "identity");
        clock.pass(Duration.ofMinutes(1));
        Sealed third = vault.seal(PETITION, NAME, "identity");
        assertThat(second.dataKey()).isEqualTo(first.dataKey()).isNotEqualTo(third.dataKey());
        assertThat(second.ciphertext()).isNotEqualTo(first.ciphertext());
        assertThat(node().seal(PETITION, NAME, "identity").dataKey()).isNotEqualTo(third.dataKey());
    }

    @Test
    void opensHereOnlyUntilTheHourAfterHasPassed() {
        Sealed sealed = vault.seal(PETITION, NAME, "token");
        clock.pass(Duration.ofMinutes(89));
        assertThat(vault.openHere(PETITION, sealed, "token")).contains(NAME);
        clock.pass(Duration.ofMinutes(1));
        assertThat(vault.openHere(PETITION, sealed, "token")).isEmpty();
    }

    @Test
    void opensHereNothingThatAnotherNodeSealed() {
        Sealed sealed = vault.seal(PETITION, NAME, "token");
        assertThat(node().openHere(PETITION, sealed, "token")).isEmpty();
    }

    @Test
    void forgetsKeysAlsoWhenNothingIsSealedAnyMore() {
        Sealed sealed = vault.seal(PETITION, NAME, "token");
        vault.forgetOldKeys();
        assertThat(vault.openHere(PETITION, sealed, "token")).isPresent();
        clock.pass(Duration.ofHours(2));
        vault.forgetOldKeys();
        clock.pass(Duration.ofHours(-2));
        assertThat(vault.openHere(PETITION, sealed, "token")).isEmpty();
    }

    @Test
    void opensNothingForAnotherPurposeOrAfterAChange() {
        Sealed sealed = vault.seal(PETITION, NAME, "address");
        byte[] changed = sealed.ciphertext().clone();
        changed[changed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.openHere(PETITION, sealed, "identity"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("identity");
        try (Unlocked unlocked = vault.unlock(PETITION)) {
            assertThatThrownBy(() -> unlocked.open(sealed, "identity")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> unlocked.open(new Sealed(sealed.dataKey(), changed), "address"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> unlocked.open(new Sealed(999, changed), "address"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("999");
        }
    }

    @Test
    void opensNothingOfAnotherPetition() {
        store.add(new Founded(2, "other", new PublicKey(vault.found(2, "other"))));
        Sealed sealed = vault.seal(PETITION, NAME, "identity");
        try (Unlocked other = vault.unlock(2)) {
            assertThatThrownBy(() -> other.open(sealed, "identity"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("petition 2");
        }
    }

    @Test
    void opensNothingOnceClosed() {
        Sealed sealed = vault.seal(PETITION, NAME, "identity");
        Unlocked unlocked = vault.unlock(PETITION);
        assertThat(unlocked.open(sealed, "identity")).isEqualTo(NAME);
        unlocked.close();
        assertThatThrownBy(() -> unlocked.open(sealed, "identity")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void staysLockedWithoutThePrivateKeyAndGoesOnSealing() throws Exception {
        Path file = keys.resolve("appeal.vault");
        byte[] away = Files.readAllBytes(file);
        Files.delete(file);
        Vault production = new Vault(new PetitionKeys(new KeyFolder(keys), false), store, new Openness(), clock);
        Sealed sealed = production.seal(PETITION, NAME, "identity");
        assertThat(production.canUnlock(PETITION)).isFalse();
        assertThatThrownBy(() -> production.unlock(PETITION))
                .isInstanceOf(VaultLocked.class)
                .hasMessageContaining("appeal");
        Files.write(file, away);
        assertThat(production.canUnlock(PETITION)).isTrue();
        try (Unlocked unlocked = production.unlock(PETITION)) {
            assertThat(unlocked.open(sealed, "identity")).isEqualTo(NAME);
        }
    }

    @Test
    void keepsThePetitionsKeyOverRestarts() throws Exception {
        byte[] key = store.petition(PETITION).orElseThrow().publicKey().bytes();
        assertThat(node().found(PETITION, "appeal")).isEqualTo(key).hasSize(32);
        Files.delete(keys.resolve("appeal.vault"));
        assertThat(node().found(PETITION, "appeal")).isEqualTo(key);
    }

    @Test
    void refusesAKeyThatIsNotThePetitions() throws Exception {
        Files.write(keys.resolve("appeal.vault"), PrivateKey.make().file());
        assertThatThrownBy(() -> node().found(PETITION, "appeal"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("appeal.vault");
        assertThatThrownBy(() -> node().canUnlock(PETITION)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void asksForThePublicKeyWhereItMayNotMakeOneByTheNameOfItsFile() throws Exception {
        KeyFolder folder = new KeyFolder(keys);
        Vault production = new Vault(new PetitionKeys(folder, false), store, new Openness(), clock);
        assertThatThrownBy(() -> production.found(2, "other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hash-2.key");
        folder.makeSecret("hash-2.key");
        assertThatThrownBy(() -> production.found(2, "other"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other.public");
        byte[] key = PrivateKey.make().publicKey().bytes();
        Files.writeString(keys.resolve("other.public"), HexFormat.of().formatHex(key) + "\n");
        assertThat(production.found(2, "other")).isEqualTo(key);
        assertThat(keys.resolve("other.vault")).doesNotExist();
    }

    @Test
    void takesAKeyPairThatAnotherToolMade() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] point = ((XECPublicKey) pair.getPublic()).getU().toByteArray();
        byte[] scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
        Files.writeString(keys.resolve("other.public"), HexFormat.of().formatHex(littleEndian(point)));
        store.add(new Founded(2, "other", new PublicKey(vault.found(2, "other"))));
        assertThat(keys.resolve("other.vault")).doesNotExist();
        Sealed sealed = vault.seal(2, NAME, "identity");
        Files.writeString(keys.resolve("other.vault"), HexFormat.of().formatHex(scalar) + "\n");
        try (Unlocked unlocked = vault.unlock(2)) {
            assertThat(unlocked.open(sealed, "identity")).isEqualTo(NAME);
        }
    }

    /** The 32 bytes of a public key as RFC 7748, section 5, writes them. */
    private static byte[] littleEndian(byte[] number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < Math.min(number.length, bytes.length); i++) {
            bytes[i] = number[number.length - 1 - i];
        }
        return bytes;
    }

    @Test
    void sealsNothingUnderAKeyThatCouldNotBeKept() {
        MemoryDataKeys broken = new MemoryDataKeys();
        Vault here = new Vault(new PetitionKeys(new KeyFolder(keys), true), broken, new Openness(), clock);
        assertThatThrownBy(() -> here.seal(7, NAME, "identity"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7");
        assertThat(broken.wrapped).isEmpty();
    }

    @Test
    void makesOneKeyHoweverManyBeginTheHourTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int hour = 1; hour <= 5; hour++) {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Sealed>> sealing = IntStream.range(0, 8)
                        .mapToObj(i -> threads.submit(() -> {
                            start.await();
                            return vault.seal(PETITION, NAME, "identity");
                        }))
                        .toList();
                start.countDown();
                for (Future<Sealed> sealed : sealing) {
                    assertThat(vault.openHere(PETITION, sealed.get(), "identity"))
                            .contains(NAME);
                }
                assertThat(store.wrapped).hasSize(hour);
                clock.pass(Duration.ofHours(1));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
