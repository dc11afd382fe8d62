package org.demarche.submission.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.demarche.audit.AuditLog;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.petition.StoredPetitions;
import org.demarche.petition.TestPetitions;
import org.demarche.signature.Channel;
import org.demarche.signature.Identity;
import org.demarche.signature.SealedIdentity;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.ApprovedEdition;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.Noting;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.Stage;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.freeze.FreezeDesk;
import org.demarche.submission.freeze.Freezing;
import org.demarche.submission.freeze.Frozen;
import org.demarche.submission.freeze.Told;
import org.demarche.submission.seal.CheckpointKeys;
import org.demarche.submission.seal.SealKeys;
import org.demarche.submission.seal.TimeStampAuthority;
import org.demarche.submission.shelf.Packages;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Sealed;
import org.demarche.vault.TestVault;
import org.demarche.vault.Vault;

/** An office that collects signatures to the shipped appeal, in three languages, and compiles them without a server. */
public final class Office {
    /** The number of the first run of every edition. */
    public static final long RUN = 1;

    private static final Support ALL = Support.of(1, 2, 3);
    public static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

    public final TestDatabase database;
    public final Petition petition;
    public final Packages packages;
    final OfficeSettings settings;
    private final Vault vault;
    private final StoredPetitions petitions;
    public final HandClock clock;
    private final Random random = new Random(7);
    private long signatures;
    private int portion = FreezeDesk.PORTION;

    public Office(TestDatabase database, Path data) {
        this(database, data, NOW);
    }

    /** For a judge who goes by the clock on the wall. */
    Office(TestDatabase database, Path data, Instant now) {
        this.clock = new HandClock(now.toString());
        this.database = database;
        this.settings = new OfficeSettings(data, true);
        this.packages = new Packages(settings);
        this.vault = TestVault.on(database, settings.keys(), clock).vault();
        this.petitions =
                StoredPetitions.in(database, vault, clock, shipped -> TestPetitions.shippedIn("en", "fr", "ru"));
        this.petition = petitions.petition();
    }

    public void sign(String name, String country, String language, Visibility visibility, Support demands)
            throws SQLException {
        sign(
                1,
                i -> name,
                country,
                language,
                visibility,
                demands,
                clock.instant().minusSeconds(60));
    }

    /** Many people confirm at once. */
    public void sign(
            int people,
            Function<Integer, String> name,
            String country,
            String language,
            Visibility visibility,
            Support demands,
            Instant at)
            throws SQLException {
        sign(people, name, country, language, visibility, demands, at, Channel.PAGE);
    }

    /** Many people confirm at once, through one channel. */
    public void sign(
            int people,
            Function<Integer, String> name,
            String country,
            String language,
            Visibility visibility,
            Support demands,
            Instant at,
            Channel channel)
            throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement attempt = connection.prepareStatement(
                        """
                        insert into attempt (petition_id, id, created_at, expires_at, channel, language, letter_version,
                            outcome, closed_at) values (?, ?, ?, ?, ?, ?, 1, 'CONFIRMED', ?)""");
                PreparedStatement signature = connection.prepareStatement(
                        """
                        insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,
                            letter_version, country, demands, visibility, handover, news, address_hash, slot,
                            data_key_id, sealed_identity, address_key_id, sealed_address, name_commitment,
                            initials_commitment)
                        values (?, ?, ?, ?, 'CONFIRMED', ?, ?, 1, ?, ?, ?, ?, false, ?, 1, ?, ?, ?, ?, ?, ?)""")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < people; i++) {
                signatures++;
                set(
                        attempt,
                        petition.id(),
                        signatures,
                        Timestamp.from(at.minusSeconds(60)),
                        Timestamp.from(at.plusSeconds(3600)),
                        channel.name(),
                        language,
                        Timestamp.from(at));
                Identity identity = identity(name.apply(i));
                Sealed seal = vault.seal(petition.id(), identity.toBytes(), SealedIdentity.PURPOSE);
                set(
                        signature,
                        petition.id(),
                        signatures,
                        Timestamp.from(at),
                        Timestamp.from(at.minusSeconds(60)),
                        channel.name(),
                        language,
                        country,
                        demands.bits(),
                        visibility.name(),
                        visibility.needsHandover(),
                        ByteBuffer.allocate(32).putLong(signatures).array(),
                        seal.dataKey(),
                        seal.ciphertext(),
                        seal.dataKey(),
                        "address".getBytes(UTF_8),
                        identity.nameCommitment(),
                        identity.initialsCommitment());
            }
            attempt.executeBatch();
            signature.executeBatch();
            connection.commit();
        }
    }

    /** Twenty-one people sign, of every visibility and in many scripts. */
    void collect() throws SQLException {
        sign(14, i -> "Counted " + i, "CH", "en", Visibility.COUNTED, ALL, NOW.minusSeconds(90));
        sign("Жанна Исаева", "KG", "ru", Visibility.FULL, Support.of(1));
        sign("عائشة بنت أحمد", "MA", "fr", Visibility.FULL, ALL);
        sign("王小明", "TW", "en", Visibility.FULL, Support.of(1, 3));
        sign("=HYPERLINK(\"x\")", "FR", "fr", Visibility.FULL, ALL);
        sign("Ngọc Ánh, \"Ana\" देवी 𓀀", "VN", "en", Visibility.FULL, ALL);
        sign("Jane Mary Doe", "GB", "en", Visibility.INITIALS, ALL);
        sign("Zoë O’Neill", "IE", "en", Visibility.FULL, ALL);
    }

    private Identity identity(String name) {
        byte[] nameSalt = new byte[32];
        byte[] initialsSalt = new byte[32];
        random.nextBytes(nameSalt);
        random.nextBytes(initialsSalt);
        return new Identity(name, nameSalt, initialsSalt);
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    public CompilingOutcome begin() {
        return inTransaction(manager -> advancing(manager).begin(petition.id(), clock.instant(), "alice"));
    }

    /** An edition whose first run begins to freeze. */
    public Edition begun() {
        Edition edition = ((CompilingOutcome.Started) begin()).edition();
        return enter(edition, RUN);
    }

    /** A run begins with an edition that it claimed. */
    public Edition enter(Edition edition, long run) {
        return inTransaction(manager -> advancing(manager).enter(petition.id(), edition.id(), run, Stage.FREEZE));
    }

    /** An edition that holds what is confirmed by now. */
    public Edition frozen() {
        Edition edition = begun();
        assertThat(mark(edition, freeze(edition, new Told()))).isTrue();
        inTransaction(manager -> {
            freezing(manager).thawSuperseded(petition.id());
            return null;
        });
        return stored(edition);
    }

    /** Copies what an edition is to hold, as the job does; the edition itself does not know of it yet. */
    public Frozen freeze(Edition edition, Freezing.Watch watch) {
        thaw(edition, RUN);
        return inTransaction(manager -> freezing(manager).freeze(edition, watch));
    }

    public void thaw(Edition edition, long run) {
        inTransaction(manager -> {
            freezing(manager).thaw(edition, run);
            return null;
        });
    }

    /** Tells the edition. */
    public boolean mark(Edition edition, Frozen frozen) {
        return inTransaction(manager -> advancing(manager).freeze(petition.id(), edition.id(), RUN, frozen));
    }

    /** Freezes fewer at a time than a server does. */
    public void inPortionsOf(int signatures) {
        portion = signatures;
    }

    private Freezing freezing(EntityManager manager) {
        return FreezeDesk.of(manager, portion).freezing();
    }

    /** A new run claims an edition. */
    public void claim(Edition edition) {
        inTransaction(manager -> advancing(manager).claim(petition.id(), edition.id()));
    }

    /** Its run asks whether it still has its edition. */
    public void confirm(Edition edition) {
        inTransaction(manager -> {
            advancing(manager).confirm(petition.id(), edition.id(), RUN);
            return null;
        });
    }

    /** Somebody stops an edition. */
    public boolean cancel(Edition edition) {
        return inTransaction(manager -> advancing(manager).cancel(petition.id(), edition.id()));
    }

    Advancing advancing(EntityManager manager) {
        return new Advancing(
                new Editions(manager),
                FreezeDesk.of(manager, portion).snapshots(),
                new Noting(new AuditLog(manager, clock)),
                clock);
    }

    /** Goes through all steps, as the job does. */
    public SealedPackage compile(Edition edition) {
        writeDocuments(edition);
        return seal(edition);
    }

    void writeDocuments(Edition edition) {
        step(edition, (compilation, standing) -> {
            compilation.writeRows(petition, standing, rows -> {});
            compilation.writeDocuments(petition, standing, rows -> {});
            return null;
        });
    }

    SealedPackage seal(Edition edition) {
        return step(edition, (compilation, standing) -> {
            SealedPackage result = compilation.seal(petition, standing, 1, rows -> {});
            compilation.publish(petition, standing, 1);
            standing.reach(Stage.SEAL, 0, clock.instant());
            standing.seal(result);
            return result;
        });
    }

    /** Approves a sealed edition and hands it over; a minute passes. */
    public void deliver(Edition edition) throws SQLException {
        clock.pass(Duration.ofMinutes(1));
        ApprovedEdition.deliver(database, petition.id(), edition.id());
    }

    /** An edition of 21 rows in its addressee's hands. */
    Edition delivered() throws SQLException {
        collect();
        Edition edition = frozen();
        compile(edition);
        deliver(edition);
        return stored(edition);
    }

    /** A supplement to it, of 13 rows; of those delivered, three do not count any more. */
    Edition supplement() throws SQLException {
        database.update("update signature set state = 'STRUCK_OUT' where id = 1");
        database.update("update signature set state = 'WITHDRAWN', address_hash = null where id in (2, 3)");
        sign(
                12,
                i -> "New " + i,
                "DE",
                "en",
                Visibility.COUNTED,
                Support.of(2),
                clock.instant().minusSeconds(10),
                Channel.API);
        sign("Late Comer", "DE", "en", Visibility.FULL, Support.of(2));
        Edition edition = frozen();
        compile(edition);
        return stored(edition);
    }

    interface Step {
        SealedPackage take(Compilation compilation, Edition standing) throws IOException;
    }

    SealedPackage step(Edition edition, Step step) {
        return inTransaction(manager -> {
            try {
                return step.take(
                        compilation(manager),
                        new Editions(manager).find(petition.id(), edition.id()).orElseThrow());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    public Petitions petitions() {
        return petitions;
    }

    public Vault vault() {
        return vault;
    }

    public Edition stored(Edition edition) {
        return inTransaction(manager ->
                new Editions(manager).find(petition.id(), edition.id()).orElseThrow());
    }

    Compilation compilation(EntityManager manager) {
        return new Compilation(
                advancing(manager),
                FreezeDesk.entries(database.dataSource()),
                vault,
                new SealKeys(settings, clock),
                new CheckpointKeys(settings, clock),
                packages,
                new TimeStampAuthority(),
                settings,
                clock);
    }

    Path content(Edition edition) {
        return packages.work(petition.slug(), edition.id()).resolve("content");
    }

    public Path file(Edition edition) {
        return file(edition, Copy.FULL);
    }

    public Path file(Edition edition, Copy copy) {
        return packages.file(petition.slug(), stored(edition), copy).orElseThrow();
    }

    public <T> T inTransaction(Function<EntityManager, T> work) {
        return database.inTransaction(work);
    }
}
