package org.demarche.signing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.demarche.config.Places;

/** Addresses that get no mail of a petition any more, known by their keyed hash alone. */
@ApplicationScoped
public class AddressMarks {
    /** Why an address gets none. */
    public enum Kind {
        /** Whoever reads its mails said so. */
        NEVER_WRITE,
        /** Mails to it come back. */
        BOUNCED
    }

    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected AddressMarks() {}

    public AddressMarks(EntityManager database) {
        this.database = database;
    }

    /** Which of these addresses get no mail, for whatever reason; asked for at once. */
    public Predicate<byte[]> silent(long petitionId, Collection<byte[]> addressHashes) {
        if (addressHashes.isEmpty()) {
            return hash -> false;
        }
        Query query = database.createNativeQuery(
                        "select address_hash from address_mark where petition_id = ?1 and address_hash in ("
                                + Places.of(2, addressHashes.size()) + ")")
                .setParameter(1, petitionId);
        int place = 2;
        for (byte[] hash : addressHashes) {
            query.setParameter(place++, hash);
        }
        Set<ByteBuffer> silent = ((List<?>) query.getResultList())
                .stream().map(byte[].class::cast).map(ByteBuffer::wrap).collect(Collectors.toSet());
        return hash -> silent.contains(ByteBuffer.wrap(hash));
    }

    /** Whether an address gets no mail, for whatever reason. */
    public boolean isSilent(long petitionId, byte[] addressHash) {
        return silent(petitionId, List.of(addressHash)).test(addressHash);
    }

    public boolean has(long petitionId, byte[] addressHash, Kind kind) {
        return !database.createNativeQuery(
                        "select kind from address_mark where petition_id = ?1 and address_hash = ?2 and kind = ?3")
                .setParameter(1, petitionId)
                .setParameter(2, addressHash)
                .setParameter(3, kind.name())
                .getResultList()
                .isEmpty();
    }

    /** Marks an address, if it is not marked so already. */
    public void add(long petitionId, byte[] addressHash, Kind kind, LocalDate today) {
        if (!has(petitionId, addressHash, kind)) {
            database.createNativeQuery(
                            "insert into address_mark (petition_id, address_hash, kind, since) values (?1, ?2, ?3, ?4)")
                    .setParameter(1, petitionId)
                    .setParameter(2, addressHash)
                    .setParameter(3, kind.name())
                    .setParameter(4, Date.valueOf(today))
                    .executeUpdate();
        }
    }

    public void remove(long petitionId, byte[] addressHash, Kind kind) {
        database.createNativeQuery(
                        "delete from address_mark where petition_id = ?1 and address_hash = ?2 and kind = ?3")
                .setParameter(1, petitionId)
                .setParameter(2, addressHash)
                .setParameter(3, kind.name())
                .executeUpdate();
    }

    /** How many addresses are marked so, over all petitions. */
    public long count(Kind kind) {
        return ((Number) database.createNativeQuery("select count(*) from address_mark where kind = ?1")
                        .setParameter(1, kind.name())
                        .getSingleResult())
                .longValue();
    }

    /** How many signatures have an address that mails come back from, over all petitions. */
    public long bouncedSignatures() {
        return ((Number) database.createNativeQuery("select count(*) from address_mark m join signature s"
                                + " on s.petition_id = m.petition_id and s.address_hash = m.address_hash"
                                + " where m.kind = 'BOUNCED' and s.bounced_at is not null")
                        .getSingleResult())
                .longValue();
    }
}
