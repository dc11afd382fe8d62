package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * What some addresses may still be sent, asked for at once.
     *
     * @param addressHashes may hold one twice
     */
    public Allowance allowance(long petitionId, Collection<byte[]> addressHashes, LocalDate today) {
        List<MailsOfDay> sent = addressHashes.isEmpty()
                ? List.of()
                : database.createQuery(
                                "select m from MailsOfDay m where m.petitionId = :petition"
                                        + " and m.addressHash in :hashes and m.day >= :since"
                                        + " order by m.addressHash, m.day",
                                MailsOfDay.class)
                        .setParameter("petition", petitionId)
                        .setParameter("hashes", addressHashes)
                        .setParameter("since", today.minusDays(DAYS - 1))
                        // Who counts on what another counts on goes after them, or one of two mails is not counted.
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList();
        Map<ByteBuffer, List<MailsOfDay>> byAddress = new HashMap<>();
        addressHashes.forEach(hash -> byAddress.put(ByteBuffer.wrap(hash), new ArrayList<>()));
        sent.forEach(
                mails -> byAddress.get(ByteBuffer.wrap(mails.addressHash())).add(mails));
        return new Allowance(petitionId, today, byAddress);
    }

    /** What some addresses may still be sent, in one transaction. What is counted is written at its end. */
    public final class Allowance {
        private final long petitionId;
        private final LocalDate today;
        private final Map<ByteBuffer, List<MailsOfDay>> sent;

        private Allowance(long petitionId, LocalDate today, Map<ByteBuffer, List<MailsOfDay>> sent) {
            this.petitionId = petitionId;
            this.today = today;
            this.sent = sent;
        }

        /** Counts one more mail to an address, if it may be sent. */
        public boolean spend(byte[] addressHash) {
            List<MailsOfDay> days = sent.get(ByteBuffer.wrap(addressHash));
            // A clock that was put back leaves days to come, which count as today's.
            if (since(days, today.minusDays(DAYS - 1)) >= IN_ALL || since(days, today) >= A_DAY) {
                return false;
            }
            days.stream()
                    .filter(mails -> mails.day().equals(today))
                    .findFirst()
                    .orElseGet(() -> begin(days, addressHash))
                    .countOneMore();
            return true;
        }

        private MailsOfDay begin(List<MailsOfDay> days, byte[] addressHash) {
            MailsOfDay mails = new MailsOfDay(petitionId, addressHash, today);
            days.add(mails);
            database.persist(mails);
            return mails;
        }

        /** The first day after this one on which an address may be sent a mail, if it is sent none until then. */
        public LocalDate nextDay(byte[] addressHash) {
            List<MailsOfDay> days = sent.get(ByteBuffer.wrap(addressHash));
            LocalDate day = today.plusDays(1);
            while (since(days, day.minusDays(DAYS - 1)) >= IN_ALL) {
                day = day.plusDays(1);
            }
            return day;
        }

        private static int since(List<MailsOfDay> days, LocalDate first) {
            return days.stream()
                    .filter(mails -> !mails.day().isBefore(first))
                    .mapToInt(MailsOfDay::mails)
                    .sum();
        }
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

    public int forgetBefore(LocalDate today) {
        return database.createNativeQuery("delete from mail_tally where of_day < ?1")
                .setParameter(1, Date.valueOf(today.minusDays(DAYS)))
                .executeUpdate();
    }
}
