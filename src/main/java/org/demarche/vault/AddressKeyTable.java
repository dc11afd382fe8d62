package org.demarche.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The keys of the days in the table {@code address_key}. */
@ApplicationScoped
@Transactional
class AddressKeyTable implements AddressKeyStore {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected AddressKeyTable() {}

    AddressKeyTable(EntityManager database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> wrapped(LocalDate day) {
        List<?> rows = database.createNativeQuery("select wrapped from address_key where of_day = ?1")
                .setParameter(1, Date.valueOf(day))
                .getResultList();
        return rows.stream().map(byte[].class::cast).findFirst();
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void add(LocalDate day, byte[] wrapped) {
        database.createNativeQuery("insert into address_key (of_day, wrapped) values (?1, ?2)")
                .setParameter(1, Date.valueOf(day))
                .setParameter(2, wrapped)
                .executeUpdate();
    }

    @Override
    public int deleteBefore(LocalDate day) {
        return database.createNativeQuery("delete from address_key where of_day < ?1")
                .setParameter(1, Date.valueOf(day))
                .executeUpdate();
    }
}
