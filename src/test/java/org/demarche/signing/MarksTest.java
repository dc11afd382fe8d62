package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.limits.Network;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What signatures have in common can be seen, for a while, and never what it is. */
@OnEveryDatabase
class MarksTest {
    private static final String MARK = "2611230123456789";

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    MarksTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
        portal.network = new Network("here", Optional.of(MARK), Optional.empty());
    }

    private Token confirmed(String email) {
        portal.sign(email);
        return ((Confirmation.Done) portal.confirm(Portal.token(portal.mails().get(0)))).page();
    }

    private String domain(String email) {
        return portal.domains()
                .mark(portal.petitions.petition().id(), Address.parse(email).orElseThrow());
    }

    private List<List<Object>> marks(String table) throws SQLException {
        return database.query("select domain_mark, network_mark from " + table + " order by id");
    }

    @Test
    void passesTheMarksOfAFormOnToItsSignatureAndKeepsNoneInTheLedger() throws SQLException {
        confirmed("jane@example.kg");
        portal.sign("joe@example.kg");

        assertThat(marks("signature")).containsExactly(List.of(domain("jane@EXAMPLE.kg"), MARK));
        assertThat(database.query("select outcome from attempt where domain_mark is not null"))
                .containsExactly(List.of("OPEN"));
    }

    @Test
    void namesDomainsOfVeryManyAndNoOthers() {
        long petition = portal.petitions.petition().id();

        assertThat(portal.domains().name(petition, domain("jane@gmail.com"))).contains("gmail.com");
        assertThat(portal.domains().name(petition, domain("jane@jane-doe.kg"))).isEmpty();
        assertThat(domain("jane@jane-doe.kg"))
                .matches("[0-9a-f]{12}")
                .isEqualTo(domain("joe@jane-doe.kg"))
                .isNotEqualTo(domain("jane@joe-doe.kg"));
    }

    @Test
    void forgetsTheNetworkAfterFourteenDaysAndKeepsTheDomain() throws SQLException {
        confirmed("jane@example.kg");
        portal.clock.pass(Duration.ofDays(14));
        portal.destroy();
        assertThat(marks("signature").get(0).get(1)).as("on the last day").isEqualTo(MARK);
        portal.clock.pass(Duration.ofDays(1));

        portal.destroy();

        assertThat(marks("signature").get(0)).containsExactly(domain("jane@example.kg"), null);
    }

    @Test
    void takesTheMarksOffWhatIsWithdrawnOrErased() throws SQLException {
        portal.withdraw(confirmed("jane@example.kg"));
        portal.erase(confirmed("joe@example.kg"));

        assertThat(database.query("select state from signature where domain_mark is null and network_mark is null"))
                .hasSize(2);
    }

    @Test
    void takesTheMarksOffAnAttemptThatExpires() throws SQLException {
        portal.sign("jane@example.kg");
        portal.clock.pass(Duration.ofDays(15));

        portal.expire();

        assertThat(database.query("select outcome from attempt where domain_mark is null and network_mark is null"))
                .containsExactly(List.of("EXPIRED"));
    }
}
