package org.demarche.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Data keys in the table {@code data_key}. */
@ApplicationScoped
@Transactional
class DataKeyTable implements DataKeyStore {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected DataKeyTable() {}

    DataKeyTable(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Founded> petitions() {
        List<?> rows = database.createNativeQuery("select id, slug, vault_public_key from petition order by id")
                .getResultList();
        return rows.stream().map(DataKeyTable::founded).toList();
    }

    @Override
    public Optional<Founded> petition(long id) {
        List<?> rows = database.createNativeQuery("select id, slug, vault_public_key from petition where id = ?1")
                .setParameter(1, id)
                .getResultList();
        return rows.stream().map(DataKeyTable::founded).findFirst();
    }

    @Override
    public long nextId() {
        return ((Number) database.createNativeQuery("select nextval('data_key_seq')")
                        .getSingleResult())
                .longValue();
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void add(long petitionId, long id, byte[] wrapped, Instant createdAt) {
        database.createNativeQuery(
                        "insert into data_key (petition_id, id, created_at, wrapped) values (?1, ?2, ?3, ?4)")
                .setParameter(1, petitionId)
                .setParameter(2, id)
                .setParameter(3, Timestamp.from(createdAt))
                .setParameter(4, wrapped)
                .executeUpdate();
    }

    @Override
    public Optional<byte[]> wrapped(long petitionId, long id) {
        List<?> rows = database.createNativeQuery("select wrapped from data_key where petition_id = ?1 and id = ?2")
                .setParameter(1, petitionId)
                .setParameter(2, id)
                .getResultList();
        return rows.stream().map(byte[].class::cast).findFirst();
    }

    private static Founded founded(Object row) {
        Object[] columns = (Object[]) row;
        return new Founded(((Number) columns[0]).longValue(), (String) columns[1], new PublicKey((byte[]) columns[2]));
    }
}
