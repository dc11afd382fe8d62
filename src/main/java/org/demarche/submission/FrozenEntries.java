package org.demarche.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.rows.Cell;
import org.demarche.submission.rows.Entries;
import org.demarche.submission.rows.Entry;
import org.demarche.vault.Sealed;

/** Streams what an edition froze; millions of rows are never in memory together. */
@ApplicationScoped
class FrozenEntries {
    private static final int FETCH = 2000;

    private static final String FROZEN =
            "select e.country, e.language, e.period, e.channel, e.letter_version, e.demands, e.visibility,"
                    + " e.name_commitment, e.initials_commitment, ";

    private static final String OF_EDITION = " where e.petition_id = ? and e.edition_id = ? and e.visibility ";

    /** Most are only counted. They are read apart, for nothing has to be looked up for them. */
    private static final String COUNTED = FROZEN + "null, null from edition_entry e" + OF_EDITION + "= 'COUNTED'";

    private static final String OPENED = FROZEN + "s.data_key_id, s.sealed_identity from edition_entry e"
            + " join signature s on s.petition_id = e.petition_id and s.id = e.signature_id" + OF_EDITION
            + "<> 'COUNTED'";

    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    protected FrozenEntries() {}

    FrozenEntries(DataSource database) {
        this.database = database;
    }

    /** {@return the entries of an edition, to be walked through outside of a transaction} */
    Entries of(Edition edition) {
        return taker -> {
            try (Connection connection = database.getConnection()) {
                // PostgreSQL hands over rows in portions only inside of a transaction.
                connection.setAutoCommit(false);
                try {
                    stream(connection, COUNTED, edition, taker);
                    stream(connection, OPENED, edition, taker);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The frozen signatures cannot be read", e);
            }
        };
    }

    private static void stream(Connection connection, String entries, Edition edition, Entries.Taker taker)
            throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement(entries, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, edition.petitionId());
            statement.setLong(2, edition.id());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(entry(rows));
                }
            }
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        byte[] identity = row.getBytes(11);
        return new Entry(
                new Cell(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                row.getInt(5),
                Support.ofBits(row.getInt(6)),
                Visibility.valueOf(row.getString(7)),
                row.getBytes(8),
                row.getBytes(9),
                identity == null ? Optional.empty() : Optional.of(new Sealed(row.getLong(10), identity)));
    }
}
