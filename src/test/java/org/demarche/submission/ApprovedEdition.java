package org.demarche.submission;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.documents.Copy;
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

    /** Signs, freezes, compiles, seals and approves. */
    public static ApprovedEdition in(TestDatabase database, Path data) throws SQLException {
        Office office = new Office(database, data);
        Instant before = Office.NOW.minusSeconds(60);
        office.sign(12, i -> "Counted " + i, "CH", "fr", Visibility.COUNTED, Support.of(1), before);
        office.sign(3, i -> "Named " + i, "CH", "fr", Visibility.FULL, Support.of(1), before);
        Edition frozen = office.frozen();
        office.compile(frozen);
        database.inTransactionDo(entities -> new Editions(entities)
                .lock(frozen.petitionId(), frozen.id())
                .orElseThrow()
                .approve("staff:99", SEALED));
        return new ApprovedEdition(office, database, frozen.id());
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
                .resolve(stored().fileName(copy).orElseThrow());
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
