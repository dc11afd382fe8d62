package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How many mails an address was sent: at most three a day and five in any fourteen days, whoever asks for them. */
@ApplicationScoped
public class MailTally {
    private static final int A_DAY = 3;
    private static final int IN_ALL = 5;
    private static final int DAYS = 14;

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected MailTally() {}

    public MailTally(EntityManager database) {
        this.database = database;
    }

    /** Counts one more mail to an address, if it may be sent. */
    public boolean allow(long petitionId, byte[] addressHash, LocalDate today) {
        if (sent(petitionId, addressHash, today) >= A_DAY
                || sent(petitionId, addressHash, today.minusDays(DAYS - 1)) >= IN_ALL) {
            return false;
        }
        int counted = database.createNativeQuery("update mail_tally set mails = mails + 1"
                        + " where petition_id = ?1 and address_hash = ?2 and of_day = ?3")
                .setParameter(1, petitionId)
                .setParameter(2, addressHash)
                .setParameter(3, Date.valueOf(today))
                .executeUpdate();
        if (counted == 0) {
            database.createNativeQuery(
                            "insert into mail_tally (petition_id, address_hash, of_day, mails) values (?1, ?2, ?3, 1)")
                    .setParameter(1, petitionId)
                    .setParameter(2, addressHash)
                    .setParameter(3, Date.valueOf(today))
                    .executeUpdate();
        }
        return true;
    }

    /** The first day after this one on which an address may be sent a mail, if it is sent none until then. */
    public LocalDate nextDay(long petitionId, byte[] addressHash, LocalDate today) {
        LocalDate day = today.plusDays(1);
        while (sent(petitionId, addressHash, day.minusDays(DAYS - 1)) >= IN_ALL) {
            day = day.plusDays(1);
        }
        return day;
    }

    /**
     * The whole hash of an address that was sent mail in the last fourteen days.
     *
     * @param beginning the first 16 of its 32 bytes
     */
    public Optional<byte[]> recipient(long petitionId, byte[] beginning) {
        byte[] last = Arrays.copyOf(beginning, 2 * beginning.length);
        Arrays.fill(last, beginning.length, last.length, (byte) 0xff);
        List<?> hashes = database.createNativeQuery("select distinct address_hash from mail_tally"
                        + " where petition_id = ?1 and address_hash >= ?2 and address_hash <= ?3")
                .setParameter(1, petitionId)
                .setParameter(2, beginning)
                .setParameter(3, last)
                .getResultList();
        return hashes.stream().map(byte[].class::cast).findFirst();
    }

    private long sent(long petitionId, byte[] addressHash, LocalDate since) {
        Number mails = (Number) database.createNativeQuery("select coalesce(sum(mails), 0) from mail_tally"
                        + " where petition_id = ?1 and address_hash = ?2 and of_day >= ?3")
                .setParameter(1, petitionId)
                .setParameter(2, addressHash)
                .setParameter(3, Date.valueOf(since))
                .getSingleResult();
        return mails.longValue();
    }

    public int forgetBefore(LocalDate today) {
        return database.createNativeQuery("delete from mail_tally where of_day < ?1")
                .setParameter(1, Date.valueOf(today.minusDays(DAYS)))
                .executeUpdate();
    }
}
