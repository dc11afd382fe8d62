package org.demarche.vault.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.config.Settings;
import org.demarche.petition.StoredPetitions;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.TestVault;
import org.demarche.vault.ceremony.CeremonyKeys;
import org.demarche.vault.ceremony.CeremonyKeys.Holder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has the public key alone, and holders who show that they have the rest. */
@OnEveryDatabase
class DrillingTest {
    private static final String SLUG = "azimjan-askarov";
    private static final String PASSPHRASE = "violet tram glacier nine";
    private static final Actor ADMINISTRATOR = new Actor(9, "Ann", Set.of(Role.ADMINISTRATOR), true);
    private static final Settings PUBLIC =
            TestSettings.of(Map.of("demarche.public-url", "https://petitions.example.org"));

    private static final CeremonyKeys MADE = CeremonyKeys.make(SLUG, PASSPHRASE);
    private static final Holder HOLDER = MADE.holder(PASSPHRASE);

    private final HandClock clock = new HandClock("2026-11-24T18:00:00Z");
    private final TestDatabase database;
    private TestVault vault;
    private long petition;

    DrillingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void bringThePublicKey(@TempDir Path keys) throws Exception {
        Files.writeString(keys.resolve(SLUG + ".public"), MADE.publicFile());
        vault = TestVault.on(database, keys, clock);
        petition = StoredPetitions.in(database, vault.vault(), clock).petition().id();
    }

    private Drilling drilling(EntityManager entities) {
        return new Drilling(new Drills(entities), vault.vault(), new AuditLog(entities, clock), clock);
    }

    private KeyDrill begin(String holder, boolean recovery) {
        return database.inTransaction(entities -> {
            drilling(entities).begin(ADMINISTRATOR, petition, holder, recovery);
            return drilling(entities).all(ADMINISTRATOR, petition).get(0);
        });
    }

    private boolean answer(KeyDrill drill, String code) {
        return database.inTransaction(entities -> drilling(entities).answer(ADMINISTRATOR, petition, drill.id(), code));
    }

    private void pass(String holder, boolean recovery) {
        KeyDrill drill = begin(holder, recovery);
        assertThat(answer(drill, HOLDER.open(SLUG, drill.record()).orElseThrow()))
                .isTrue();
    }

    private boolean isReady(Readiness readiness) {
        return readiness.isReady(petition);
    }

    private boolean isReady() {
        return database.inTransaction(entities -> isReady(new Readiness(new Drills(entities), PUBLIC, clock)));
    }

    private List<Object> actions() throws SQLException {
        return database.query("select action from audit_entry order by sequence").stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void aHolderOpensTheRecordAndTypesItsCodeBackHoweverItIsWritten() throws SQLException {
        KeyDrill drill = begin("Maria", false);
        String code = HOLDER.open(SLUG, drill.record()).orElseThrow();

        assertThat(answer(drill, "0000-0000-0000-0000-0000")).isFalse();
        assertThat(answer(drill, " " + code.toLowerCase(Locale.ROOT).replace("-", " ")))
                .isTrue();
        assertThat(answer(drill, "")).as("it stays passed").isFalse();

        assertThat(actions()).containsExactly("drill-begun", "drill-failed", "drill-passed");
        assertThat(drills().get(0).passedAt()).contains(clock.instant());
    }

    private List<KeyDrill> drills() {
        return database.inTransaction(entities -> drilling(entities).all(ADMINISTRATOR, petition));
    }

    @Test
    void anotherKeyAndAnotherPetitionsRecordOpenNothing() {
        KeyDrill drill = begin("Maria", false);

        assertThat(CeremonyKeys.make(SLUG, PASSPHRASE).holder(PASSPHRASE).open(SLUG, drill.record()))
                .isEmpty();
        assertThat(HOLDER.open("other", drill.record())).isEmpty();
        boolean elsewhere = database.inTransaction(entities -> drilling(entities)
                .answer(
                        ADMINISTRATOR,
                        petition + 1,
                        drill.id(),
                        HOLDER.open(SLUG, drill.record()).orElseThrow()));
        assertThat(elsewhere).isFalse();
    }

    @Test
    void aPetitionIsReadyWhenTwoHoldersAndTheRecoveryRecipientHaveDrilled() {
        assertThat(isReady()).isFalse();
        pass("Maria", false);
        pass("maria", false);
        pass("Vera", true);
        assertThat(isReady()).as("one holder twice is one").isFalse();
        begin("Jonas", false);
        assertThat(isReady()).as("begun is not passed").isFalse();

        pass("Jonas", false);

        assertThat(isReady()).isTrue();
    }

    @Test
    void asksTheDatabaseNowAndThenUntilItIsReady() {
        database.inTransactionDo(entities -> {
            Readiness readiness = new Readiness(new Drills(entities), PUBLIC, clock);
            assertThat(isReady(readiness)).isFalse();
            pass("Maria", false);
            pass("Jonas", false);
            pass("Vera", true);
            assertThat(isReady(readiness)).isFalse();
            clock.pass(Duration.ofSeconds(5));
            assertThat(isReady(readiness)).isTrue();
        });
    }

    @Test
    void onLoopbackNobodyHasToDrill() {
        assertThat(isReady(new Readiness(null, TestSettings.trial(), clock))).isTrue();
    }

    @Test
    void isForThoseWhoLookAfterTheKey() {
        Actor moderator = new Actor(9, "Ann", Set.of(Role.MODERATOR), true);
        assertThatThrownBy(() -> database.inTransactionDo(
                        entities -> drilling(entities).begin(moderator, petition, "Maria", false)))
                .isInstanceOf(NotAllowed.class);
    }
}
