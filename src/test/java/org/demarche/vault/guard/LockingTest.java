package org.demarche.vault.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.FactorNeeded;
import org.demarche.audit.LogIns;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.petition.StoredPetitions;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Sealed;
import org.demarche.vault.TestVault;
import org.demarche.vault.Unlocked;
import org.demarche.vault.Vault;
import org.demarche.vault.VaultLocked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database, each with its own memory. */
@OnEveryDatabase
class LockingTest {
    private static final Actor MARIA = new Actor(7, "Maria", Set.of(Role.MODERATOR, Role.ADMINISTRATOR), true);
    private static final String PURPOSE = "test";

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final List<String> loggedOut = new ArrayList<>();
    private final TestDatabase database;
    private Node here;
    private Node there;
    private long petition;

    LockingTest(TestDatabase database) {
        this.database = database;
    }

    /** A node: what it knows is only what its watch has learned. */
    private final class Node {
        private final TestVault vault;
        private final Watch watch;

        private Node(Path keys) {
            vault = TestVault.on(database, keys, clock);
            watch = Nodes.watch(database, vault, clock);
        }

        private Vault vault() {
            return vault.vault();
        }

        private Sealed seal() {
            return vault().seal(petition, "a name".getBytes(UTF_8), PURPOSE);
        }
    }

    @BeforeEach
    void startBoth(@TempDir Path keys) {
        here = new Node(keys);
        petition = StoredPetitions.in(database, here.vault(), clock).petition().id();
        there = new Node(keys);
    }

    private void locking(Consumer<Locking> work) {
        LogIns logIns = new LogIns() {
            @Override
            public int endAll(long staff, String by) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int endAllOfEverybody(String by) {
                loggedOut.add(by);
                return 3;
            }
        };
        database.inTransactionDo(entities -> work.accept(Nodes.locking(entities, logIns, clock)));
        here.watch.look();
        there.watch.look();
    }

    private List<String> actions() {
        List<AuditEntry> entries =
                database.inTransaction(entities -> new AuditLog(entities, clock).before(Long.MAX_VALUE, 20));
        return entries.stream().map(AuditEntry::action).toList();
    }

    @Test
    void aVaultThatNobodyLockedIsOpenWhereItsKeyLies() {
        assertThat(here.vault().canUnlock(petition)).isTrue();
    }

    @Test
    void toLockOnOneNodeLocksOnAllAndWhoeverIsAtWorkComesNoFurther() {
        Sealed sealed = here.seal();
        Unlocked atWork = there.vault().unlock(petition);
        assertThat(atWork.open(sealed, PURPOSE)).isEqualTo("a name".getBytes(UTF_8));

        locking(use -> use.lock(petition, MARIA));

        assertThat(there.vault().canUnlock(petition)).isFalse();
        assertThatThrownBy(() -> atWork.open(sealed, PURPOSE)).isInstanceOf(VaultLocked.class);
        assertThatThrownBy(() -> there.vault().unlock(petition)).isInstanceOf(VaultLocked.class);
        assertThat(here.seal()).as("signing goes on").isNotNull();
        assertThat(actions()).containsExactly("vault locked");
    }

    @Test
    void anUnlockedVaultLocksItselfWhenItsTimeIsOver() {
        locking(use -> use.lock(petition, MARIA));
        locking(use -> use.open(petition, Duration.ofHours(1), MARIA));
        Sealed sealed = here.seal();
        Unlocked atWork = here.vault().unlock(petition);

        clock.pass(Duration.ofMinutes(59));
        here.watch.look();
        assertThat(atWork.open(sealed, PURPOSE)).isNotEmpty();

        clock.pass(Duration.ofMinutes(1));
        here.watch.look();
        assertThat(here.vault().canUnlock(petition)).isFalse();
        assertThatThrownBy(() -> atWork.open(sealed, PURPOSE)).isInstanceOf(VaultLocked.class);
    }

    @Test
    void nobodyUnlocksForLongerThanEightHours() {
        assertThatThrownBy(() -> locking(use -> use.open(petition, Duration.ofHours(9), MARIA)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> locking(use -> use.open(petition, Duration.ZERO, MARIA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void panicLocksEverythingOnAllNodesAndForgetsTheKeysOfTheHour() {
        Sealed mine = here.seal();
        assertThat(here.vault().openHere(petition, mine, PURPOSE)).isPresent();
        Unlocked atWork = there.vault().unlock(petition);

        locking(use -> use.panic(MARIA));

        assertThat(here.vault().openHere(petition, mine, PURPOSE)).isEmpty();
        assertThat(there.vault().canUnlock(petition)).isFalse();
        assertThatThrownBy(() -> atWork.open(mine, PURPOSE)).isInstanceOf(VaultLocked.class);
        assertThatThrownBy(here::seal).isInstanceOf(CollectionPaused.class);
        assertThatThrownBy(there::seal).isInstanceOf(CollectionPaused.class);
        assertThat(loggedOut).containsExactly("staff:7");
        assertThat(actions()).containsExactly("panic lock");
    }

    @Test
    void duringPanicNothingOpensEvenIfItIsUnlocked() {
        locking(use -> use.panic(MARIA));
        locking(use -> use.open(petition, Duration.ofHours(1), MARIA));

        assertThat(here.vault().canUnlock(petition)).isFalse();
    }

    @Test
    void onceLiftedPeopleSignAgainAndTheVaultsStayLocked() {
        locking(use -> use.panic(MARIA));
        locking(use -> use.panic(MARIA));
        locking(use -> use.lift(MARIA));
        locking(use -> use.lift(MARIA));

        assertThat(there.seal()).isNotNull();
        assertThat(there.vault().canUnlock(petition)).isFalse();
        locking(use -> use.open(petition, Duration.ofHours(1), MARIA));
        assertThat(there.vault().canUnlock(petition)).isTrue();
        assertThat(actions()).containsExactly("vault unlocked", "panic lock lifted", "panic lock", "panic lock");
    }

    @Test
    void toLockAsksForNoProofAndToOpenDoes() {
        Actor unproven = new Actor(7, "Maria", Set.of(Role.SUBMITTER));
        locking(use -> use.lock(petition, unproven));
        locking(use -> use.panic(unproven));

        assertThatThrownBy(() -> locking(use -> use.open(petition, Duration.ofHours(1), unproven)))
                .isInstanceOf(FactorNeeded.class);
        assertThatThrownBy(() -> locking(use -> use.lift(unproven))).isInstanceOf(NotAllowed.class);
    }
}
