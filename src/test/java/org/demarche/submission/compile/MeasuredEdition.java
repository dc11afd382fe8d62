package org.demarche.submission.compile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.demarche.submission.Edition;
import org.demarche.testing.TestDatabase;
import org.postgresql.PGConnection;

/** The making of one edition of a crowd, step by step as the job goes, so that each step can be timed. */
public final class MeasuredEdition {
    private final Office office;
    private Edition edition;

    private MeasuredEdition(Office office) {
        this.office = office;
    }

    /** Signs for that many people; on PostgreSQL alone. */
    public static MeasuredEdition of(TestDatabase database, Path data, int people) throws SQLException, IOException {
        Office office = new Office(database, data);
        try (Connection connection = database.dataSource().getConnection()) {
            new Crowd(office.vault(), office.petition.id()).sign(connection, people);
        }
        database.update("analyze signature");
        database.update("analyze attempt");
        return new MeasuredEdition(office);
    }

    public void freeze() throws SQLException {
        edition = office.frozen();
        office.database.update("analyze edition_entry");
    }

    public void writeRows(LongConsumer progress) {
        office.step(edition, (compilation, standing) -> {
            compilation.writeRows(office.petition, standing, progress);
            return null;
        });
    }

    public void writeDocuments(LongConsumer progress) {
        office.step(edition, (compilation, standing) -> {
            compilation.writeDocuments(office.petition, standing, progress);
            return null;
        });
    }

    public Path seal() {
        office.seal(edition);
        return office.file(edition);
    }

    /** What PostgreSQL itself needs to give out the same rows in the order of a hash. {@return how many bytes} */
    public long copyOut() throws SQLException, IOException {
        try (Connection connection = office.database.dataSource().getConnection();
                Counting out = new Counting()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select channel, country, demands, encode(initials_commitment, 'hex'), language,"
                                    + " letter_version, encode(name_commitment, 'hex'), period, visibility"
                                    + " from edition_entry where petition_id = " + office.petition.id()
                                    + " and edition_id = " + edition.id() + " order by name_commitment) to stdout",
                            out);
            return out.bytes;
        }
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
