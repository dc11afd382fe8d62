package org.demarche.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks are told apart for a day, alike on all nodes. */
@OnEveryDatabase
class NetworkKeysTest {
    private static final String NETWORK = "c0000200/24";

    private final TestDatabase database;
    private final HandClock clock = new HandClock("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    NetworkKeysTest(TestDatabase database) {
        this.database = database;
    }

    private NetworkKeys node() {
        NetworkKeys node = TestVault.on(database, folder, clock).networkKeys();
        node.prepare();
        return node;
    }

    @Test
    void marksANetworkAlikeOnTwoNodesAndAnotherOtherwise() {
        NetworkKeys one = node();
        NetworkKeys two = node();

        assertThat(one.mark(NETWORK)).get().asString().matches("261123[0-9a-f]{10}");
        assertThat(two.mark(NETWORK)).isEqualTo(one.mark(NETWORK));
        assertThat(two.mark("c0000300/24")).isNotEqualTo(one.mark(NETWORK));
    }

    @Test
    void marksNothingBeforeThereIsAKey() {
        assertThat(TestVault.on(database, folder, clock).networkKeys().mark(NETWORK))
                .isEmpty();
    }

    @Test
    void hasTheNextDaysKeyBeforeItBegins() {
        NetworkKeys node = node();
        String today = node.mark(NETWORK).orElseThrow();
        clock.pass(Duration.ofHours(11).plusMinutes(30));
        node.prepare();

        clock.pass(Duration.ofMinutes(30));

        assertThat(node.mark(NETWORK)).get().asString().startsWith("261124");
        assertThat(node.mark(NETWORK).orElseThrow().substring(6)).isNotEqualTo(today.substring(6));
    }

    @Test
    void destroysTheKeyWhenItsDayIsOver() throws SQLException {
        NetworkKeys node = node();
        assertThat(node.destroyPast()).as("while its day lasts").isZero();
        clock.pass(Duration.ofHours(12));

        assertThat(node.destroyPast()).isEqualTo(1);

        assertThat(database.query("select * from network_key")).isEmpty();
    }
}
