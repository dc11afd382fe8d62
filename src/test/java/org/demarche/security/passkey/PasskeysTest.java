package org.demarche.security.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Outboxes;
import org.demarche.petition.StoredPetitions;
import org.demarche.security.factor.Enrolling;
import org.demarche.security.factor.FactorMails;
import org.demarche.security.factor.Factors;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.TestStaffSecrets;
import org.demarche.vault.TestVault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call is a transaction with objects of its own, as if each came to another node. */
@OnEveryDatabase
class PasskeysTest {
    private static final byte[] ONE = "first challenge, of thirty-two b".getBytes(UTF_8);
    private static final byte[] TWO = "other challenge, of thirty-two b".getBytes(UTF_8);

    private final HandClock clock = new HandClock("2026-11-24T18:00:10Z");
    private final SoftAuthenticator device = new SoftAuthenticator();
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private StoredPetitions petitions;
    private long maria;
    private long jonas;

    PasskeysTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void takeTwoOn() {
        petitions =
                StoredPetitions.in(database, TestVault.on(database, keys, clock).vault(), clock);
        maria = account("maria@example.org");
        jonas = account("jonas@example.org");
    }

    private long account(String email) {
        return database.inTransaction(entities -> {
            Staff staff = Staff.join("Somebody", email, "a hash", Set.of(Role.AUDITOR), clock.instant());
            new StaffMembers(entities).add(staff);
            return staff.id();
        });
    }

    private <T> T in(Function<Passkeys, T> work) {
        return database.inTransaction(entities -> work.apply(on(entities)));
    }

    private Passkeys on(EntityManager entities) {
        StaffMembers members = new StaffMembers(entities);
        FactorMails mails = new FactorMails(members, petitions, Outboxes.on(entities, clock), TestSettings.trial());
        Enrolling enrolling = new Enrolling(
                new Factors(entities),
                TestStaffSecrets.in(keys),
                members,
                mails,
                new AuditLog(entities, clock),
                TestSettings.trial(),
                clock);
        return new Passkeys(new PasskeyStore(entities), enrolling, TestSettings.trial(), clock);
    }

    private Optional<List<String>> add(SoftAuthenticator made) {
        return add(maria, made.make(ONE), ONE);
    }

    private Optional<List<String>> add(long staff, String answer, byte[] challenge) {
        return in(passkeys -> passkeys.add(staff, "Blue key", answer, challenge));
    }

    private List<Passkey> marias() {
        return in(passkeys -> passkeys.of(maria));
    }

    private Optional<String> toShow() {
        return in(passkeys -> passkeys.toShow(maria, TWO));
    }

    private boolean use(long staff, String answer, byte[] challenge) {
        return in(passkeys -> passkeys.use(staff, answer, challenge));
    }

    private boolean hasFactor() {
        return database.inTransaction(entities -> new Factors(entities).has(maria));
    }

    private List<String> actions() {
        return database.inTransaction(entities -> new AuditLog(entities, clock)
                .before(Long.MAX_VALUE, 20).stream().map(AuditEntry::action).toList());
    }

    @Test
    void theFirstComesWithCodesOnPaperAndCountsAsASecondFactor() {
        assertThat(add(device)).hasValueSatisfying(codes -> assertThat(codes).isNotEmpty());
        assertThat(add(new SoftAuthenticator())).as("the codes are still good").contains(List.of());

        assertThat(hasFactor()).isTrue();
        assertThat(actions()).containsExactly("passkey added", "passkey added");
        assertThat(marias())
                .allSatisfy(passkey -> assertThat(passkey.usedAt()).isEmpty())
                .extracting(Passkey::name)
                .containsExactly("Blue key", "Blue key");
    }

    @Test
    void isShownToTheChallengeThatWasAsked() {
        add(device);

        assertThat(use(maria, device.show(ONE), TWO)).isFalse();
        assertThat(use(maria, device.show(TWO), TWO)).isTrue();
        assertThat(marias().get(0).usedAt()).contains(clock.instant());
    }

    @Test
    void anAnswerThatIsSentAgainIsRefusedEvenToTheSameChallenge() {
        add(device);
        String answer = device.show(TWO);
        assertThat(use(maria, answer, TWO)).isTrue();

        assertThat(use(maria, answer, TWO)).as("its count has not gone on").isFalse();
        device.count = 0;
        assertThat(use(maria, device.show(TWO), TWO))
                .as("a copy of the authenticator")
                .isFalse();
    }

    @Test
    void isOfOneAccount() {
        add(device);

        assertThat(use(jonas, device.show(TWO), TWO)).isFalse();
        assertThat(use(maria, new SoftAuthenticator().show(TWO), TWO)).isFalse();
    }

    @Test
    void isOfThisSiteAloneAndOpenedByItsOwner() {
        add(device);

        device.origin = "https://localhost.evil.example";
        assertThat(use(maria, device.show(TWO), TWO)).as("another site").isFalse();
        device.origin = "http://localhost:8080";
        device.party = "evil.example";
        assertThat(use(maria, device.show(TWO), TWO)).as("another party").isFalse();
        device.party = "localhost";
        device.verifies = false;
        assertThat(use(maria, device.show(TWO), TWO)).as("no finger and no PIN").isFalse();
        device.verifies = true;
        assertThat(use(maria, device.show(TWO), TWO)).isTrue();
    }

    @Test
    void isNotAddedFromElsewhereOrTwiceOrWithoutItsOwner() {
        SoftAuthenticator careless = new SoftAuthenticator();
        careless.verifies = false;
        SoftAuthenticator elsewhere = new SoftAuthenticator();
        elsewhere.origin = "https://evil.example";

        assertThat(add(careless)).isEmpty();
        assertThat(add(elsewhere)).isEmpty();
        assertThat(add(maria, device.make(ONE), TWO)).isEmpty();
        assertThat(hasFactor()).isFalse();

        add(device);
        assertThat(add(jonas, device.make(ONE), ONE)).isEmpty();
    }

    @Test
    void nonsenseIsRefusedAndNoFailure() {
        add(device);
        for (String nonsense : List.of("", "{}", "[]", "null", "{\"id\":\"AA\",\"rawId\":\"AA\"}", "\u0000", "%")) {
            assertThat(use(maria, nonsense, TWO)).as(nonsense).isFalse();
            assertThat(add(maria, nonsense, TWO)).as(nonsense).isEmpty();
        }
    }

    @Test
    void thereAreOnlySoMany() {
        for (int i = 0; i < Passkeys.MOST; i++) {
            assertThat(add(new SoftAuthenticator())).isPresent();
        }

        assertThat(add(device)).isEmpty();
    }

    @Test
    void codesOnPaperGoWithTheLastOne() {
        add(device);
        long id = marias().get(0).id();

        database.inTransactionDo(entities -> on(entities).remove(jonas, id));
        assertThat(hasFactor()).as("not theirs").isTrue();
        database.inTransactionDo(entities -> on(entities).remove(maria, id));

        assertThat(hasFactor()).isFalse();
        assertThat(use(maria, device.show(TWO), TWO)).isFalse();
        assertThat(actions()).containsExactly("passkey removed", "passkey added");
        assertThat(add(new SoftAuthenticator()))
                .hasValueSatisfying(codes -> assertThat(codes).isNotEmpty());
    }

    @Test
    void theBrowserIsAskedForOneThatTheAccountHasAndToMakeOneThatItHasNot() {
        assertThat(toShow()).isEmpty();
        add(device);

        JsonObject make = json(in(passkeys -> passkeys.toMake(maria, "Maria", ONE)));
        JsonObject show = json(toShow().orElseThrow());

        assertThat(make.getJsonObject("rp").getString("id")).isEqualTo("localhost");
        assertThat(make.getJsonArray("excludeCredentials")).isEqualTo(show.getJsonArray("allowCredentials"));
        assertThat(make.getJsonArray("excludeCredentials")).hasSize(1);
        assertThat(show.getString("userVerification")).isEqualTo("required");
        assertThat(make.getString("challenge")).isNotEqualTo(show.getString("challenge"));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
