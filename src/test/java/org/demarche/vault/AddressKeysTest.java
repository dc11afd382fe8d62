package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressKeysTest {
    private static final String ADDRESS = "jane@example.org";

    private static final class MemoryAddressKeys implements AddressKeyStore {
        private final Map<LocalDate, byte[]> keys = new TreeMap<>();
        private Runnable beforeAdding = () -> {};

        @Override
        public Optional<byte[]> wrapped(LocalDate day) {
            return Optional.ofNullable(keys.get(day));
        }

        @Override
        public void add(LocalDate day, byte[] wrapped) {
            Runnable first = beforeAdding;
            beforeAdding = () -> {};
            first.run();
            if (keys.putIfAbsent(day, wrapped) != null) {
                throw new IllegalStateException("The day has a key");
            }
        }

        @Override
        public int deleteBefore(LocalDate day) {
            int before = keys.size();
            keys.keySet().removeIf(kept -> kept.isBefore(day));
            return before - keys.size();
        }
    }

    @TempDir
    private Path folder;

    private final MemoryAddressKeys store = new MemoryAddressKeys();
    private final HandClock clock = new HandClock("2026-11-23T23:30:00Z");

    @BeforeEach
    void makeTheMasterSecret() {
        new KeyFolder(folder).makeSecret(AddressKeys.MASTER_KEY);
    }

    private AddressKeys node() {
        return new AddressKeys(new KeyFolder(folder), store, clock);
    }

    @Test
    void opensOnEveryNodeWhatOneSealed() {
        SealedAddress sealed = node().seal(1, ADDRESS);
        assertThat(sealed.day()).isEqualTo("2026-11-23");
        assertThat(new String(sealed.ciphertext(), UTF_8)).doesNotContain("jane");
        assertThat(node().open(1, sealed)).contains(ADDRESS);
        node().seal(1, ADDRESS);
        assertThat(store.keys).hasSize(1);
    }

    @Test
    void opensNothingOnceTheDaysKeyIsDestroyed() {
        AddressKeys keys = node();
        AddressKeys other = node();
        SealedAddress first = keys.seal(1, ADDRESS);
        clock.pass(Duration.ofHours(1));
        SealedAddress second = keys.seal(1, ADDRESS);
        assertThat(other.open(1, first)).contains(ADDRESS);
        assertThat(keys.destroyBefore(LocalDate.parse("2026-11-24"))).isEqualTo(1);
        other.forget();
        assertThat(keys.open(1, first)).isEmpty();
        assertThat(other.open(1, first)).isEmpty();
        assertThat(keys.open(1, second)).contains(ADDRESS);
    }

    @Test
    void takesTheKeyOfAnotherNodeThatWasFirst() {
        AddressKeys first = node();
        AddressKeys second = node();
        store.beforeAdding = () -> first.seal(1, ADDRESS);
        SealedAddress sealed = second.seal(1, ADDRESS);
        assertThat(first.open(1, sealed)).contains(ADDRESS);
    }

    @Test
    void opensNothingForAnotherPetition() {
        SealedAddress sealed = node().seal(1, ADDRESS);
        assertThatThrownBy(() -> node().open(2, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichFileIsNotTheRightOne(@TempDir Path elsewhere) {
        SealedAddress sealed = node().seal(1, ADDRESS);
        new KeyFolder(elsewhere).makeSecret(AddressKeys.MASTER_KEY);
        AddressKeys stranger = new AddressKeys(new KeyFolder(elsewhere), store, clock);
        assertThatThrownBy(() -> stranger.open(1, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("master.key");
    }
}
