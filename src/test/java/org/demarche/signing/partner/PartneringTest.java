package org.demarche.signing.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partners and their keys, on both databases. */
@OnEveryDatabase
class PartneringTest {
    private static final Actor ADMINISTRATOR = new Actor(50, "Maria", Set.of(Role.ADMINISTRATOR)).asProven();
    private static final Actor SUBMITTER = new Actor(100, "Jonas", Set.of(Role.SUBMITTER, Role.AUDITOR));
    private static final PartnerTerms TERMS = new PartnerTerms("Rights Now", "it@example.org", 60, 1000);

    private final TestDatabase database;
    private final HandClock clock = new HandClock("2026-11-23T12:00:00Z");

    PartneringTest(TestDatabase database) {
        this.database = database;
    }

    private <T> T partnering(Function<Partnering, T> work) {
        return database.inTransaction(
                entities -> work.apply(new Partnering(new Partners(entities), new AuditLog(entities, clock), clock)));
    }

    private Optional<Partner> recognised(String authorization) {
        return database.inTransaction(entities -> new Recognising(new Partners(entities)).partner(authorization));
    }

    private PartnerKey agreed() {
        return partnering(partnering -> partnering.agree(TERMS, ADMINISTRATOR));
    }

    private List<Partner> all() {
        return partnering(partnering -> partnering.all(ADMINISTRATOR));
    }

    private void revoke(long id) {
        partnering(partnering -> {
            partnering.revoke(id, ADMINISTRATOR);
            return null;
        });
    }

    @Test
    void recognisesAPartnerByItsKey() {
        Partner partner = recognised("Bearer " + agreed().text()).orElseThrow();

        assertThat(partner.name()).isEqualTo("Rights Now");
        assertThat(partner.contact()).isEqualTo("it@example.org");
        assertThat(partner.perMinute()).isEqualTo(60);
        assertThat(partner.perHour()).isEqualTo(1000);
    }

    @Test
    void keepsNoKeyThatCouldBeRead() throws SQLException {
        String key = agreed().text();

        assertThat(key).matches("demarche_partner_[A-Za-z0-9_-]{43}");
        List<Object> row =
                database.query("select name, contact, key_hash from partner").get(0);
        assertThat(row.get(0) + " " + row.get(1)).doesNotContain(key);
        assertThat(HexFormat.of().formatHex((byte[]) row.get(2))).hasSize(64);
        assertThat(database.query("select detail from audit_entry").toString()).doesNotContain(key.substring(17));
        assertThat(all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic dXNlcjpwYXNz",
                "Bearer demarche_partner_",
                "Bearer demarche_partner_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void recognisesNobodyElse(String authorization) {
        agreed();

        assertThat(recognised(authorization)).isEmpty();
    }

    @Test
    void knowsNoKeyThatWasRevoked() throws SQLException {
        String authorization = "Bearer " + agreed().text();
        long id = recognised(authorization).orElseThrow().id();

        revoke(id);
        revoke(id);
        revoke(-1);

        assertThat(recognised(authorization)).isEmpty();
        assertThat(database.query("select actor, action, subject from audit_entry order by sequence"))
                .containsExactly(
                        List.of("staff:50", "partner made", "partner/" + id),
                        List.of("staff:50", "partner revoked", "partner/" + id));
    }

    @Test
    void letsAdministratorsAloneDecide() {
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> partnering(partnering -> partnering.agree(TERMS, SUBMITTER)));
        assertThatExceptionOfType(NotAllowed.class)
                .isThrownBy(() -> partnering(partnering -> partnering.all(SUBMITTER)));
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a@example.org, 1, 1",
        "Name, nonsense, 1, 1",
        "Name, a@example.org, 0, 1",
        "Name, a@example.org, 10, 9",
        "Name, a@example.org, 100001, 100001",
        "Name, a@example.org, 1, 1000001"
    })
    void agreesOnNoNonsense(String name, String contact, int perMinute, int perHour) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PartnerTerms(name, contact, perMinute, perHour));
    }
}
