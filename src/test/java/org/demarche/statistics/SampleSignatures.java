package org.demarche.statistics;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.demarche.mail.KnownDomains;
import org.demarche.petition.Petition;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.Support;
import org.demarche.signature.marks.MailDomains;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.TestVault;

/** Signatures of the shipped appeal, written straight into the database. */
public final class SampleSignatures {
    public final Petition petition;
    public final MailDomains domains;

    private final TestDatabase database;
    private final long dataKey;
    private long last;

    public SampleSignatures(TestDatabase database, Path keys, Clock clock) throws SQLException {
        this.database = database;
        TestVault vault = TestVault.on(database, keys, clock);
        petition = StoredPetitions.in(database, vault.vault(), clock).petition();
        vault.vault().seal(petition.id(), new byte[0], "test");
        dataKey = ((Number) database.query("select id from data_key").get(0).get(0)).longValue();
        domains = new MailDomains(vault.hash(), new KnownDomains());
    }

    /** One that counts; returns its number. */
    public long add(Instant confirmed, String country, String language, Integer... demands) throws SQLException {
        last++;
        byte[] hash = ByteBuffer.allocate(32).putLong(last).array();
        database.update(
                "insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,"
                        + " letter_version, country, demands, visibility, handover, news, address_hash, data_key_id,"
                        + " sealed_identity, address_key_id, sealed_address, name_commitment, initials_commitment)"
                        + " values (?, ?, ?, ?, 'CONFIRMED', 'PAGE', ?, 1, ?, ?, 'COUNTED', false, false,"
                        + " ?, ?, ?, ?, ?, ?, ?)",
                petition.id(),
                last,
                Timestamp.from(confirmed),
                Timestamp.from(confirmed),
                language,
                country,
                Support.of(List.of(demands)).bits(),
                hash,
                dataKey,
                hash,
                dataKey,
                hash,
                hash,
                hash);
        return last;
    }

    /** One that counts, from this network and with an address of this domain, each given by its mark. */
    public long addMarked(Instant confirmed, String domain, String network) throws SQLException {
        long id = add(confirmed, "CH", "en", 1);
        database.update("update signature set domain_mark = ?, network_mark = ? where id = ?", domain, network, id);
        return id;
    }

    public void become(long id, String state) throws SQLException {
        database.update("update signature set state = ? where id = ?", state, id);
    }

    /** A form that was sent. */
    public void send(Instant created, String outcome) throws SQLException {
        last++;
        database.update(
                "insert into attempt (petition_id, id, created_at, expires_at, channel, language, letter_version,"
                        + " outcome, closed_at) values (?, ?, ?, ?, 'PAGE', 'en', 1, ?, ?)",
                petition.id(),
                last,
                Timestamp.from(created),
                Timestamp.from(created),
                outcome,
                Timestamp.from(created));
    }
}
