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

    private static final String ENTRIES =
            """
            select e.country, e.language, e.period, e.letter_version, e.demands, e.visibility,
                e.name_commitment, e.initials_commitment,
                case when e.visibility = 'COUNTED' then null else s.data_key_id end,
                case when e.visibility = 'COUNTED' then null else s.sealed_identity end
            from edition_entry e
                join signature s on s.petition_id = e.petition_id and s.id = e.signature_id
            where e.petition_id = ? and e.edition_id = ?""";

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
                    stream(connection, edition, taker);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The frozen signatures cannot be read", e);
            }
        };
    }

    private static void stream(Connection connection, Edition edition, Entries.Taker taker)
            throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement(ENTRIES, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
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
        byte[] identity = row.getBytes(10);
        return new Entry(
                new Cell(row.getString(1), row.getString(2), row.getString(3)),
                row.getInt(4),
                Support.ofBits(row.getInt(5)),
                Visibility.valueOf(row.getString(6)),
                row.getBytes(7),
                row.getBytes(8),
                identity == null ? Optional.empty() : Optional.of(new Sealed(row.getLong(9), identity)));
    }
}
