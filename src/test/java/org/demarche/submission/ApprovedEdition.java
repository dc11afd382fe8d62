package org.demarche.submission;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.compile.Office;
import org.demarche.submission.compile.OfficeSettings;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.rows.Root;
import org.demarche.submission.rows.TreeHead;
import org.demarche.submission.seal.SealedFile;
import org.demarche.submission.shelf.Packages;
import org.demarche.testing.TestDatabase;

/** An edition of fifteen signatures, three of them with names, that was sealed and approved and can be delivered. */
public final class ApprovedEdition {
    /** When it was frozen, sealed and approved. */
    public static final Instant SEALED = Office.NOW;

    /** The numbers of those whose names it shows. */
    public static final List<Long> NAMED = List.of(13L, 14L, 15L);

    private final Office office;
    private final TestDatabase database;
    private final long id;

    private ApprovedEdition(Office office, TestDatabase database, long id) {
        this.office = office;
        this.database = database;
        this.id = id;
    }

    /** Signs, freezes and approves what is written down as sealed: there is no package, which takes time to make. */
    public static ApprovedEdition in(TestDatabase database, Path data) throws SQLException {
        Office office = new Office(database, data);
        return approved(office, frozen(office));
    }

    /** The next one, of so many others, once this one is delivered; it is cut off some time later. */
    public ApprovedEdition followedBy(Duration later, int people) throws SQLException {
        office.clock.pass(later);
        Instant before = office.clock.instant().minusSeconds(60);
        office.sign(people, i -> "Later " + i, "CH", "fr", Visibility.COUNTED, Support.of(1), before);
        return approved(office, office.frozen());
    }

    private static ApprovedEdition approved(Office office, Edition frozen) {
        office.database.inTransactionDo(entities -> {
            Edition edition = standing(entities, frozen);
            Root root = new Root(new byte[32], edition.rowsTotal());
            Instant now = office.clock.instant();
            edition.reach(Stage.SEAL, edition.rowsTotal(), now);
            edition.seal(new SealedPackage(
                    TreeHead.of(root, new byte[32 * Long.bitCount(root.size())]),
                    new byte[32],
                    new SealFacts("00".repeat(32), "petitions.example.org/sample", SealFacts.Level.B),
                    new SealedFile("azimjan-askarov-edition-" + edition.number() + ".asice", new byte[32]),
                    new SealedFile("azimjan-askarov-edition-" + edition.number() + "-redacted.asice", new byte[32]),
                    now));
            edition.approve("staff:99", now);
        });
        return new ApprovedEdition(office, office.database, frozen.id());
    }

    /** The same with its package, in both copies. */
    public static ApprovedEdition compiledIn(TestDatabase database, Path data) throws SQLException {
        Office office = new Office(database, data);
        Edition frozen = frozen(office);
        office.compile(frozen);
        database.inTransactionDo(entities -> standing(entities, frozen).approve("staff:99", SEALED));
        return new ApprovedEdition(office, database, frozen.id());
    }

    private static Edition frozen(Office office) throws SQLException {
        Instant before = Office.NOW.minusSeconds(60);
        office.sign(12, i -> "Counted " + i, "CH", "fr", Visibility.COUNTED, Support.of(1), before);
        office.sign(3, i -> "Named " + i, "CH", "fr", Visibility.FULL, Support.of(1), before);
        return office.frozen();
    }

    private static Edition standing(EntityManager entities, Edition frozen) {
        return new Editions(entities).lock(frozen.petitionId(), frozen.id()).orElseThrow();
    }

    /** Lets any edition be delivered, as the database wants it, whatever it went through. */
    public static void deliver(TestDatabase database, long petition, long edition) throws SQLException {
        database.update(
                "insert into delivery (petition_id, id, edition_id, channel, outcome, handed_over, delivered_at, carrier,"
                        + " recorded_by, recorded_at) select petition_id, id, id, 'POST', 'POSTED', true, cutoff_at,"
                        + " 'Anna', 'staff:1', cutoff_at from edition where petition_id = ? and id = ?",
                petition,
                edition);
        database.update(
                "update edition set state = 'DELIVERED', handed_over = true, delivered_at = cutoff_at,"
                        + " delivered_number = number, sealed_at = cutoff_at, approved_at = cutoff_at"
                        + " where petition_id = ? and id = ?",
                petition,
                edition);
    }

    public Petition petition() {
        return office.petition;
    }

    public long id() {
        return id;
    }

    public Packages packages() {
        return office.packages;
    }

    /** Where a copy of its package lies, or did. */
    public Path file(Copy copy) {
        return office.packages
                .sealed(petition().slug(), id)
                .resolve(stored().sealed().orElseThrow().file(copy).name());
    }

    /** As it is stored now. */
    public Edition stored() {
        return database.inTransaction(
                entities -> new Editions(entities).find(petition().id(), id).orElseThrow());
    }

    /** The number that the next one would have. */
    public int nextNumber() {
        return database.inTransaction(
                entities -> new Editions(entities).nextNumber(petition().id()));
    }

    public static Settings settings(Path data) {
        return new OfficeSettings(data, true);
    }
}
