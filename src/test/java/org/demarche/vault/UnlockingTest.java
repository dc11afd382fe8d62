package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.FactorNeeded;
import org.demarche.audit.Role;
import org.demarche.petition.StoredPetitions;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.ceremony.CeremonyKeys;
import org.demarche.vault.guard.Locking;
import org.demarche.vault.guard.Nodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has the public key alone, and a holder with the rest. */
@OnEveryDatabase
class UnlockingTest {
    private static final Actor MARIA = new Actor(7, "Maria", Set.of(Role.SUBMITTER), true);
    private static final String SLUG = "azimjan-askarov";
    private static final String PASSPHRASE = "violet tram glacier nine";
    private static final CeremonyKeys MADE = CeremonyKeys.make(SLUG, PASSPHRASE);
    private static final Duration HOUR = Duration.ofHours(1);

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final TestDatabase database;
    private TestVault vault;
    private long petition;

    UnlockingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void bringThePublicKey(@TempDir Path keys) throws Exception {
        Files.writeString(keys.resolve(SLUG + ".public"), MADE.publicFile());
        vault = TestVault.on(database, keys, clock);
        petition = StoredPetitions.in(database, vault.vault(), clock).petition().id();
    }

    private UnlockingOutcome unlock(String keyFile, String passphrase, Actor actor) {
        return new Unlocking(vault.vault(), new InTransactions(), Nodes.watch(database, vault, clock))
                .unlock(petition, keyFile, passphrase, HOUR, actor);
    }

    /** As the container does it. */
    private final class InTransactions extends Locking {
        @Override
        public void open(long id, Duration time, Actor actor) {
            database.inTransactionDo(entities -> Nodes.locking(entities, clock).open(id, time, actor));
        }
    }

    @Test
    void aHolderOpensWhatTheServerCannot() {
        Sealed sealed = vault.vault().seal(petition, "a name".getBytes(UTF_8), "test");
        assertThat(vault.vault().canUnlock(petition)).isFalse();
        assertThatThrownBy(() -> vault.vault().unlock(petition)).isInstanceOf(VaultLocked.class);

        assertThat(unlock(MADE.keyFile(), PASSPHRASE, MARIA)).isEqualTo(UnlockingOutcome.UNLOCKED);

        try (Unlocked open = vault.vault().unlock(petition)) {
            assertThat(open.open(sealed, "test")).isEqualTo("a name".getBytes(UTF_8));
        }
    }

    @Test
    void theKeyIsForgottenWhenTheTimeIsOverAndComesBackWithTheHolderAlone() {
        unlock(MADE.keyFile(), PASSPHRASE, MARIA);
        clock.pass(HOUR);
        Nodes.watch(database, vault, clock).look();
        assertThat(vault.vault().hasKey(petition)).isFalse();

        database.inTransactionDo(entities -> Nodes.locking(entities, clock).open(petition, HOUR, MARIA));
        Nodes.watch(database, vault, clock).look();
        assertThat(vault.vault().canUnlock(petition)).isFalse();

        unlock(MADE.keyFile(), PASSPHRASE, MARIA);
        assertThat(vault.vault().canUnlock(petition)).isTrue();
    }

    @Test
    void saysWhatIsWrongAndStaysLocked() {
        CeremonyKeys others = CeremonyKeys.make(SLUG, PASSPHRASE);

        assertThat(unlock("nothing", PASSPHRASE, MARIA)).isEqualTo(UnlockingOutcome.NO_KEY_FILE);
        assertThat(unlock(others.keyFile(), PASSPHRASE, MARIA)).isEqualTo(UnlockingOutcome.OTHER_KEY);
        assertThat(unlock(MADE.keyFile(), PASSPHRASE + "x", MARIA)).isEqualTo(UnlockingOutcome.WRONG_PASSPHRASE);
        assertThat(vault.vault().hasKey(petition)).isFalse();
        long entries = database.inTransaction(
                entities -> new AuditLog(entities, clock).head().sequence());
        assertThat(entries).isZero();
    }

    @Test
    void asksForTheSecondFactor() {
        assertThatThrownBy(() -> unlock(MADE.keyFile(), PASSPHRASE, new Actor(7, "Maria", Set.of(Role.SUBMITTER))))
                .isInstanceOf(FactorNeeded.class);
    }
}
