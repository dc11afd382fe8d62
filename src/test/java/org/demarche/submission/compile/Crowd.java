package org.demarche.submission.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.demarche.signature.Identity;
import org.demarche.signature.SealedIdentity;
import org.demarche.vault.Sealed;
import org.demarche.vault.Vault;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Very many people, brought into PostgreSQL by its fastest way: nine in ten only counted, the others named, from a few
 * dozen countries over some months. What the vault seals is sealed for real.
 */
final class Crowd {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<String> COUNTRIES =
            List.of("KG", "CH", "FR", "DE", "RU", "KZ", "US", "GB", "UZ", "TR", "PL", "IT", "ES", "SE", "NO", "FI");
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru");
    private static final List<String> MONTHS = List.of("2026-08-14", "2026-09-03", "2026-10-27", "2026-11-20");
    private static final List<String> NAMES =
            List.of("Jane Doe", "Жанна Исаева", "Ngọc Ánh", "Zoë O’Neill", "Айбек Токтогулов", "王小明", "عائشة بنت أحمد");

    private final Vault vault;
    private final long petition;
    private final Random random = new Random(11);

    Crowd(Vault vault, long petition) {
        this.vault = vault;
        this.petition = petition;
    }

    /** Adds so many confirmed signatures, each with the attempt that it came from. */
    void sign(Connection connection, int people) throws SQLException, IOException {
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        try (Lines lines = new Lines(
                copies,
                "copy attempt (petition_id, id, created_at, expires_at, channel, language, letter_version, outcome,"
                        + " closed_at) from stdin")) {
            for (int i = 1; i <= people; i++) {
                String month = MONTHS.get(i % MONTHS.size());
                lines.write(
                        petition,
                        i,
                        month + " 10:00Z",
                        month + " 20:00Z",
                        channel(i),
                        language(i),
                        1,
                        "CONFIRMED",
                        month + " 11:00Z");
            }
        }
        try (Lines lines = new Lines(
                copies,
                "copy signature (petition_id, id, confirmed_at, consented_at, state, channel, language,"
                        + " letter_version, country, demands, visibility, handover, news, address_hash, slot,"
                        + " data_key_id, sealed_identity, address_key_id, sealed_address, name_commitment,"
                        + " initials_commitment) from stdin")) {
            for (int i = 1; i <= people; i++) {
                sign(lines, i);
            }
        }
    }

    private void sign(Lines lines, int i) throws IOException {
        byte[] nameSalt = new byte[32];
        byte[] initialsSalt = new byte[32];
        random.nextBytes(nameSalt);
        random.nextBytes(initialsSalt);
        Identity identity = new Identity(NAMES.get(i % NAMES.size()) + " " + i, nameSalt, initialsSalt);
        Sealed seal = vault.seal(petition, identity.toBytes(), SealedIdentity.PURPOSE);
        boolean named = i % 10 == 0;
        String month = MONTHS.get(i % MONTHS.size());
        lines.write(
                petition,
                i,
                month + " 11:00Z",
                month + " 10:00Z",
                "CONFIRMED",
                channel(i),
                language(i),
                1,
                COUNTRIES.get(i / 7 % COUNTRIES.size()),
                1 + i % 7,
                named ? "FULL" : "COUNTED",
                named,
                false,
                ByteBuffer.allocate(32).putLong(i).array(),
                1,
                seal.dataKey(),
                seal.ciphertext(),
                seal.dataKey(),
                "address".getBytes(UTF_8),
                identity.nameCommitment(),
                identity.initialsCommitment());
    }

    private static String channel(int i) {
        return i % 20 == 0 ? "API" : "PAGE";
    }

    private static String language(int i) {
        return LANGUAGES.get(i / 3 % LANGUAGES.size());
    }

    /** Rows in the text form of {@code COPY}. */
    private static final class Lines implements AutoCloseable {
        private final OutputStream out;
        private final StringBuilder line = new StringBuilder();

        Lines(CopyManager copies, String statement) throws SQLException {
            out = new PGCopyOutputStream(copies.copyIn(statement), 1 << 20);
        }

        void write(Object... columns) throws IOException {
            line.setLength(0);
            for (Object column : columns) {
                line.append(line.isEmpty() ? "" : "\t");
                if (column instanceof byte[] bytes) {
                    HEX.formatHex(line.append("\\\\x"), bytes);
                } else {
                    line.append(column);
                }
            }
            out.write(line.append('\n').toString().getBytes(UTF_8));
        }

        @Override
        public void close() throws SQLException, IOException {
            out.close();
        }
    }
}
