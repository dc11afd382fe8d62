package org.demarche.signing.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;
import org.demarche.mail.KnownDomains;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.SignaturesGenerated;
import org.demarche.signature.marks.MailDomains;
import org.demarche.statistics.Accounting;
import org.demarche.statistics.Statistics;
import org.demarche.testing.Events;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.TestVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial is filled and emptied in portions, each a transaction with objects of its own. */
@OnEveryDatabase
class FillingTest {
    private static final Actor ADMINISTRATOR = new Actor(9, "Ann", Set.of(Role.ADMINISTRATOR), true);

    private final HandClock clock = new HandClock("2026-11-24T12:30:00Z");
    private final List<SignaturesGenerated> fired = new ArrayList<>();
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private TestVault vault;
    private StoredPetitions petitions;
    private long petition;

    FillingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void publish() {
        vault = TestVault.on(database, keys, clock);
        petitions = StoredPetitions.in(database, vault.vault(), clock);
        petition = petitions.petition().id();
    }

    private FillingStep step(EntityManager entities) {
        return new FillingStep(
                entities,
                petitions,
                new Generator(vault.vault(), new MailDomains(vault.hash(), new KnownDomains())),
                Events.to(fired::add),
                clock);
    }

    private void want(Actor actor, Settings settings, long number) {
        Schedule idle = new Schedule();
        database.inTransactionDo(
                entities -> new FillingTrials(new Fillings(entities), new AuditLog(entities, clock), settings, idle)
                        .want(actor, petition, number));
    }

    private int work() {
        int steps = 1;
        while (goOn()) {
            steps++;
        }
        return steps;
    }

    private boolean goOn() {
        return database.inTransaction(entities -> step(entities).step(petition));
    }

    private long count(String query) throws SQLException {
        return ((Number) database.query(query).get(0).get(0)).longValue();
    }

    private void fill(long number) {
        want(ADMINISTRATOR, TestSettings.trial(), number);
        work();
    }

    @Test
    void makesAsManyAsAreWantedInPortions() throws SQLException {
        want(ADMINISTRATOR, TestSettings.trial(), 4500);

        assertThat(work()).isEqualTo(3);

        assertThat(count("select count(*) from signature where generated")).isEqualTo(4500);
        assertThat(count("select count(*) from attempt where generated and outcome = 'CONFIRMED'"))
                .isEqualTo(4500);
        assertThat(fired).hasSize(3);
        Accounting accounting = database.inTransaction(entities ->
                new Statistics(entities).accounting(petition, clock.instant().plusSeconds(1)));
        assertThat(accounting.balances()).isTrue();
        assertThat(accounting.signatures().held()).isPositive();
        assertThat(accounting.attempts().expired()).isEqualTo(900);
    }

    @Test
    void isLikeAPetitionOfSomeWeeksAndNamesNobody() throws SQLException {
        fill(2000);

        assertThat(count("select count(distinct country) from signature")).isGreaterThan(5);
        assertThat(count("select count(distinct demands) from signature")).isGreaterThan(2);
        assertThat(count("select count(distinct domain_mark) from signature")).isGreaterThan(3);
        assertThat(count("select count(distinct visibility) from signature")).isEqualTo(3);
        assertThat(database.query(
                                "select max(confirmed_at) from signature where confirmed_at > ?",
                                Timestamp.from(clock.instant()))
                        .get(0))
                .as("none of tomorrow")
                .containsOnlyNulls();
    }

    @Test
    void goesInOneStepAndTakesNobodyElseAway() throws SQLException {
        fill(60);
        database.update("update signature set generated = false where id = (select min(id) from signature)");
        long real = count("select id from signature where not generated");

        want(ADMINISTRATOR, TestSettings.trial(), 0);
        work();

        assertThat(database.query("select id from signature")).containsExactly(List.of(real));
        assertThat(count("select count(*) from attempt")).isZero();
        assertThat(count("select made from trial_filling")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, FillingStep.PORTION, FillingStep.PORTION + 1})
    void leavesNothingUnaccountedForWhenItIsEmptied(int number) throws SQLException {
        fill(number);

        fill(0);

        assertThat(count("select count(*) from signature")).isZero();
        assertThat(count("select count(*) from attempt")).isZero();
        assertThat(count("select made from trial_filling")).isZero();
    }

    @Test
    void canBeFilledFurtherAndAfterItWasEmptied() throws SQLException {
        fill(10);
        fill(30);
        assertThat(count("select count(*) from signature")).isEqualTo(30);
        fill(0);
        fill(20);

        assertThat(count("select count(*) from signature")).isEqualTo(20);
        assertThat(database.query("select action, detail from audit_entry order by sequence"))
                .containsExactly(
                        List.of("generate", "{\"signatures\":\"10\"}"),
                        List.of("generate", "{\"signatures\":\"30\"}"),
                        List.of("remove-generated", "{\"signatures\":\"30\"}"),
                        List.of("generate", "{\"signatures\":\"20\"}"));
    }

    @Test
    void isForTrialsAndForAdministratorsAlone() {
        assertThatThrownBy(() ->
                        want(ADMINISTRATOR, TestSettings.of(Map.of("demarche.mail.host", "mail.example.org")), 10))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> want(new Actor(9, "Ann", Set.of(Role.MODERATOR), true), TestSettings.trial(), 10))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> want(ADMINISTRATOR, TestSettings.trial(), FillingTrials.MOST + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
