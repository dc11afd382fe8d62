package org.demarche.signing.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.demarche.mail.Address;
import org.demarche.petition.Demand;
import org.demarche.petition.Petition;
import org.demarche.signature.Flag;
import org.demarche.signature.Identity;
import org.demarche.signature.SealedContact;
import org.demarche.signature.SealedIdentity;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.signature.marks.MailDomains;
import org.demarche.signature.marks.NetworkMarks;
import org.demarche.vault.NetworkKeys;
import org.demarche.vault.Sealed;
import org.demarche.vault.Vault;

/**
 * Makes up signatures as a petition of some weeks has them: sealed and committed to as every other, with names that say
 * that nobody has them.
 */
@ApplicationScoped
public class Generator {
    static final String ATTEMPT =
            """
            insert into attempt (petition_id, id, created_at, expires_at, channel, language, letter_version, outcome,
                closed_at, generated)
            values (?, ?, ?, ?, 'PAGE', ?, ?, ?, ?, true)""";

    static final String SIGNATURE =
            """
            insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,
                letter_version, country, demands, visibility, handover, news, handover_language, handover_at,
                address_hash, address_rules, slot, data_key_id, sealed_identity, address_key_id, sealed_address,
                name_commitment, initials_commitment, flags, domain_mark, network_mark, generated)
            values (?, ?, ?, ?, ?, 'PAGE', ?, ?, ?, ?, ?, ?, false, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""";

    /** How far back they go. */
    private static final Duration BACK = Duration.ofDays(30);

    /** Times that are older are kept to the hour, as everybody's. */
    private static final Duration EXACT = Duration.ofHours(23);

    private static final int UNCONFIRMED_PERCENT = 20;
    private static final int HELD_PERCENT = 2;
    private static final int NETWORKS = 400;

    /** By weight: the first is the most frequent. */
    private static final List<String> COUNTRIES =
            List.of("CH", "KG", "DE", "FR", "GB", "US", "IT", "NL", "PL", "SE", "KZ", "UZ", "TR", "AT", "BE", "ES");

    private static final List<String> DOMAINS =
            List.of("gmail.com", "outlook.com", "yahoo.com", "mail.ru", "gmx.net", "campus.example", "library.example");

    private final SecureRandom secrets = new SecureRandom();
    private final SplittableRandom random = new SplittableRandom();
    private Vault vault;
    private MailDomains domains;

    protected Generator() {}

    @Inject
    public Generator(Vault vault, MailDomains domains) {
        this.vault = vault;
        this.domains = domains;
    }

    /** How many forms nobody confirmed belong to so many signatures. */
    static int unconfirmed(int signatures) {
        return signatures * UNCONFIRMED_PERCENT / 100;
    }

    /** Adds so many signatures, and the forms that they came by and those that nobody confirmed, to two batches. */
    void fill(
            Petition petition,
            List<Long> signatureIds,
            List<Long> attemptIds,
            PreparedStatement attempts,
            PreparedStatement signatures,
            Instant now)
            throws SQLException {
        for (int i = 0; i < attemptIds.size(); i++) {
            Instant at = time(now);
            String language = petition.languages().get(one(petition.languages().size()));
            boolean confirmed = i < signatureIds.size();
            attempt(attempts, petition, attemptIds.get(i), at, language, confirmed);
            if (confirmed) {
                signature(signatures, petition, signatureIds.get(i), at, language, now);
            }
        }
    }

    /** More of them lately than long ago. */
    private Instant time(Instant now) {
        double share = random.nextDouble();
        Instant at = now.minusSeconds(60 + (long) (share * share * BACK.toSeconds()));
        return at.truncatedTo(at.isBefore(now.minus(EXACT)) ? ChronoUnit.HOURS : ChronoUnit.MILLIS);
    }

    /** A number below the bound, small ones more often. */
    private int one(int bound) {
        return (int) (random.nextDouble() * random.nextDouble() * bound);
    }

    private static void attempt(
            PreparedStatement insert, Petition petition, long id, Instant at, String language, boolean confirmed)
            throws SQLException {
        insert.setLong(1, petition.id());
        insert.setLong(2, id);
        insert.setTimestamp(3, Timestamp.from(at));
        insert.setTimestamp(4, Timestamp.from(at.plus(1, ChronoUnit.DAYS)));
        insert.setString(5, language);
        insert.setInt(6, petition.letterVersion());
        insert.setString(7, confirmed ? "CONFIRMED" : "EXPIRED");
        insert.setTimestamp(8, Timestamp.from(at));
        insert.addBatch();
    }

    private void signature(
            PreparedStatement insert, Petition petition, long id, Instant at, String language, Instant now)
            throws SQLException {
        String domain = DOMAINS.get(one(DOMAINS.size()));
        Identity identity = Identity.of("Generated Person " + id, secrets);
        String address = "generated-" + id + "@" + domain;
        Sealed name = vault.seal(petition.id(), identity.toBytes(), SealedIdentity.PURPOSE);
        Sealed contact = vault.seal(petition.id(), address.getBytes(UTF_8), SealedContact.PURPOSE);
        byte[] hash = new byte[32];
        secrets.nextBytes(hash);
        int percent = random.nextInt(100);
        Visibility visibility =
                percent < 85 ? Visibility.COUNTED : percent < 90 ? Visibility.INITIALS : Visibility.FULL;
        boolean handover = visibility != Visibility.COUNTED;
        boolean held = random.nextInt(100) < HELD_PERCENT;
        Instant consented = at.truncatedTo(ChronoUnit.HOURS);
        int place = 0;
        insert.setLong(++place, petition.id());
        insert.setLong(++place, id);
        insert.setTimestamp(++place, Timestamp.from(at));
        insert.setTimestamp(++place, Timestamp.from(consented));
        insert.setString(++place, held ? "HELD" : "CONFIRMED");
        insert.setString(++place, language);
        insert.setInt(++place, petition.letterVersion());
        insert.setString(++place, COUNTRIES.get(one(COUNTRIES.size())));
        insert.setInt(++place, support(petition).bits());
        insert.setString(++place, visibility.name());
        insert.setBoolean(++place, handover);
        insert.setString(++place, handover ? language : null);
        insert.setTimestamp(++place, handover ? Timestamp.from(consented) : null);
        insert.setBytes(++place, hash);
        insert.setLong(++place, name.dataKey());
        insert.setBytes(++place, name.ciphertext());
        insert.setLong(++place, contact.dataKey());
        insert.setBytes(++place, contact.ciphertext());
        insert.setBytes(++place, identity.nameCommitment());
        insert.setBytes(++place, identity.initialsCommitment());
        insert.setString(++place, held ? flag() : null);
        insert.setString(
                ++place, domains.mark(petition.id(), Address.parse(address).orElseThrow()));
        Optional<String> network = network(at, now);
        if (network.isPresent()) {
            insert.setString(++place, network.get());
        } else {
            insert.setNull(++place, Types.VARCHAR);
        }
        insert.addBatch();
    }

    private String flag() {
        return (random.nextBoolean() ? Flag.TOR : Flag.DISPOSABLE_ADDRESS).name();
    }

    /** Most support all, and everybody one at least. */
    private Support support(Petition petition) {
        List<Integer> all = petition.demands().stream().map(Demand::number).toList();
        List<Integer> chosen =
                all.stream().filter(number -> random.nextInt(100) < 80).toList();
        return Support.of(chosen.isEmpty() ? all : chosen);
    }

    /** A mark such as networks have, of few enough that some come together; none where it would be forgotten. */
    private Optional<String> network(Instant at, Instant now) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        boolean known = day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(NetworkMarks.DAYS));
        return known
                ? Optional.of(NetworkKeys.prefix(day) + String.format(Locale.ROOT, "%010x", one(NETWORKS)))
                : Optional.empty();
    }
}
