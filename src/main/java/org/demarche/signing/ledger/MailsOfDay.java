package org.demarche.signing.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;

/** How many mails an address was sent on a day. */
@Entity
@Table(name = "mail_tally")
@IdClass(MailsOfDay.Key.class)
class MailsOfDay {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    @Id
    @Column(name = "address_hash")
    private byte[] addressHash;

    @Id
    @Column(name = "of_day")
    private LocalDate day;

    private int mails;

    protected MailsOfDay() {}

    MailsOfDay(long petitionId, byte[] addressHash, LocalDate day) {
        this.petitionId = petitionId;
        this.addressHash = addressHash;
        this.day = day;
    }

    void countOneMore() {
        mails++;
    }

    byte[] addressHash() {
        return addressHash;
    }

    LocalDate day() {
        return day;
    }

    int mails() {
        return mails;
    }

    /** What it is found by. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1;

        private long petitionId;
        private byte[] addressHash;
        private LocalDate day;

        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.petitionId == petitionId
                    && Arrays.equals(key.addressHash, addressHash)
                    && Objects.equals(key.day, day);
        }

        @Override
        public int hashCode() {
            return Objects.hash(petitionId, Arrays.hashCode(addressHash), day);
        }
    }
}
