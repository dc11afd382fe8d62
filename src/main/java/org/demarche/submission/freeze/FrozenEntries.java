package org.demarche.submission.freeze;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.Edition;
import org.demarche.submission.rows.Cell;
import org.demarche.submission.rows.Entries;
import org.demarche.submission.rows.Entry;
import org.demarche.vault.Sealed;
import org.postgresql.PGStatement;

/**
 * Reads what an edition froze, in portions: millions of rows are never in memory together. Between portions nothing of
 * the database is held, since whoever takes the entries may begin transactions of their own: the server would draw a
 * connection that is open meanwhile into them, and end its cursor with them.
 */
@ApplicationScoped
public class FrozenEntries {
    private static final int PORTION = 8000;

    /** A negative threshold has PostgreSQL's driver ask for binary values from the first execution on. */
    private static final int BINARY_AT_ONCE = -1;

    private static final String FROZEN =
            "select e.country, e.language, e.period, e.channel, e.letter_version, e.demands, e.visibility,"
                    + " e.name_commitment, e.initials_commitment, ";

    private static final String OF_EDITION = " where e.petition_id = ? and e.edition_id = ? and e.signature_id > ?"
            + " and e.visibility %s 'COUNTED' order by e.petition_id, e.edition_id, e.signature_id limit " + PORTION;

    /** Most are only counted. They are read apart, for nothing has to be looked up for them. */
    private static final String COUNTED =
            FROZEN + "null, null, e.signature_id from edition_entry e" + OF_EDITION.formatted("=");

    private static final String OPENED = FROZEN + "s.data_key_id, s.sealed_identity, e.signature_id"
            + " from edition_entry e join signature s on s.petition_id = e.petition_id and s.id = e.signature_id"
            + OF_EDITION.formatted("<>");

    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    protected FrozenEntries() {}

    FrozenEntries(DataSource database) {
        this.database = database;
    }

    /** {@return the entries of an edition, to be walked through outside of a transaction} */
    public Entries of(Edition edition) {
        return taker -> {
            for (String query : List.of(COUNTED, OPENED)) {
                Portion portion = new Portion(List.of(), Long.MIN_VALUE);
                do {
                    portion = after(portion.last(), query, edition);
                    for (Entry entry : portion.entries()) {
                        taker.take(entry);
                    }
                } while (portion.entries().size() == PORTION);
            }
        };
    }

    /**
     * Some entries.
     *
     * @param last the signature of the last one
     */
    private record Portion(List<Entry> entries, long last) {}

    private Portion after(long signature, String query, Edition edition) {
        List<Entry> entries = new ArrayList<>(PORTION);
        long last = signature;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            if (statement.isWrapperFor(PGStatement.class)) {
                // Hashes and ciphertexts come as bytes, not as twice as many hexadecimal digits.
                statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
            }
            statement.setLong(1, edition.petitionId());
            statement.setLong(2, edition.id());
            statement.setLong(3, signature);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                    last = rows.getLong(12);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The frozen signatures cannot be read", e);
        }
        return new Portion(entries, last);
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
