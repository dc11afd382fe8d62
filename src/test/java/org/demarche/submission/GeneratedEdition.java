package org.demarche.submission;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.testing.TestDatabase;

/** A frozen edition of generated signatures: nine in ten only counted, the others named, from a few dozen countries. */
public final class GeneratedEdition {
    private static final int BATCH = 5_000;
    private static final List<String> COUNTRIES =
            List.of("KG", "CH", "FR", "DE", "RU", "KZ", "US", "GB", "UZ", "TR", "PL", "IT", "ES", "SE", "NO", "FI");
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru");

    private final Office office;
    private final Edition edition;

    private GeneratedEdition(Office office, Edition edition) {
        this.office = office;
        this.edition = edition;
    }

    /** Signs for that many people and freezes. */
    public static GeneratedEdition of(TestDatabase database, Path data, int people) throws SQLException {
        Office office = new Office(database, data);
        int signed = 0;
        for (int batch = 0; signed < people; batch++) {
            int size = Math.min(BATCH, people - signed);
            int first = signed;
            office.sign(
                    size,
                    i -> "Person No " + (first + i),
                    COUNTRIES.get(batch % COUNTRIES.size()),
                    LANGUAGES.get(batch % LANGUAGES.size()),
                    batch % 10 == 0 ? Visibility.FULL : Visibility.COUNTED,
                    Support.of(1, 3),
                    Office.NOW.minusSeconds(60));
            signed += size;
        }
        return new GeneratedEdition(office, office.frozen());
    }

    /** Makes the sealed package, as the job does. */
    public Path compile() {
        office.compile(edition);
        return office.file(edition);
    }

    /** The yardstick: reads the same rows from the database, in the same bounded memory, and hashes them. */
    public String readAndHash() throws SQLException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Connection connection = office.database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(
                    """
                    select e.country, e.language, e.period, e.letter_version, e.demands, e.visibility,
                        e.name_commitment, e.initials_commitment, s.sealed_identity
                    from edition_entry e join signature s
                        on s.petition_id = e.petition_id and s.id = e.signature_id
                    where e.petition_id = ? and e.edition_id = ?""")) {
                statement.setFetchSize(1_000);
                statement.setLong(1, office.petition.id());
                statement.setLong(2, edition.id());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        for (int column = 1; column <= 9; column++) {
                            digest.update(rows.getBytes(column));
                        }
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
