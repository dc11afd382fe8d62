package org.demarche.security.patience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.TestStaffSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class PatienceTest {
    private static final Door DOOR = Door.ofStrangers("password maria@example.org");
    private static final Door OWN = Door.ofBrowser("password her own");
    private static final Door NETWORK = Door.ofNetwork(new byte[] {1, 2, 3});
    private static final int FREE = Door.Kind.STRANGERS.free();

    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final TestDatabase database;
    private Patience patience;
    private Patience otherNode;

    PatienceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTwoNodes(@TempDir Path keys) {
        patience = TestPatience.on(database, TestStaffSecrets.hashIn(keys), clock);
        otherNode = TestPatience.on(database, TestStaffSecrets.hashIn(keys), clock);
    }

    private Duration take(Door... doors) {
        return patience.take(List.of(doors));
    }

    private void exhaust(Door door) {
        for (int i = 0; i < door.kind().free(); i++) {
            take(door);
        }
    }

    @Test
    void letsAFewTriesPassAtOnce() {
        for (int i = 0; i < FREE; i++) {
            assertThat(take(DOOR)).isZero();
        }
        assertThat(take(DOOR)).isPositive();
    }

    @Test
    void allNodesCountTogether() {
        exhaust(DOOR);

        assertThat(otherNode.take(List.of(DOOR))).isPositive();
    }

    @Test
    void doublesTheWaitUpToAFewMinutes() {
        exhaust(DOOR);
        Duration previous = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Duration wait = take(DOOR);
            assertThat(wait).isGreaterThanOrEqualTo(previous).isLessThanOrEqualTo(Patience.LONGEST);
            previous = wait;
            clock.pass(wait);
            assertThat(take(DOOR)).isZero();
        }
        assertThat(previous).isEqualTo(Patience.LONGEST);
    }

    @Test
    void doesNotLengthenTheWaitOfSomebodyWhoWaits() {
        exhaust(DOOR);
        Duration wait = take(DOOR);
        take(DOOR);

        assertThat(take(DOOR)).isEqualTo(wait);
    }

    @Test
    void keepsDoorsApart() {
        exhaust(DOOR);

        assertThat(take(OWN)).isZero();
    }

    @Test
    void aNetworkWaitsAfterMoreTriesAtWhateverAccounts() {
        for (int i = 0; i < Door.Kind.NETWORK.free(); i++) {
            assertThat(take(NETWORK, Door.ofStrangers("password of " + i))).isZero();
        }

        assertThat(take(NETWORK, Door.ofStrangers("password of one more"))).isPositive();
        assertThat(take(OWN)).isZero();
    }

    @Test
    void anAccountIsForgivenEverythingAndANetworkOneTry() {
        exhaust(NETWORK);
        patience.forget(List.of(NETWORK));
        exhaust(DOOR);
        patience.forget(List.of(DOOR));

        assertThat(take(DOOR)).isZero();
        assertThat(take(DOOR)).isZero();
        assertThat(take(NETWORK)).isZero();
        assertThat(take(NETWORK)).isPositive();
    }

    @Test
    void forgetsAfterAQuietHour() throws SQLException {
        exhaust(DOOR);
        clock.pass(Patience.FORGOTTEN_AFTER);
        for (int i = 0; i < FREE; i++) {
            assertThat(take(DOOR)).isZero();
        }
        clock.pass(Patience.FORGOTTEN_AFTER.plusSeconds(1));
        patience.tidy();

        assertThat(database.query("select mark from staff_tries")).isEmpty();
    }

    @Test
    void theDatabaseKnowsNeitherAddressNorNetwork() throws SQLException {
        take(NETWORK, DOOR);

        assertThat(database.query("select mark from staff_tries"))
                .hasSize(2)
                .allSatisfy(row -> assertThat((String) row.get(0)).matches("[0-9a-f]{64}"));
    }

    @Test
    void guessesAtTheSameMomentGainNothing() throws Exception {
        int many = 12;
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<Duration>> all = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Patience node = i % 2 == 0 ? patience : otherNode;
                all.add(threads.submit(() -> {
                    start.await();
                    return node.take(List.of(DOOR));
                }));
            }
            int passed = 0;
            for (Future<Duration> one : all) {
                passed += one.get().isZero() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(FREE);
        } finally {
            threads.shutdownNow();
        }
    }
}
