package org.demarche.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The keys of the days in the table {@code network_key}. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class NetworkKeyTable {
    @PersistenceContext(unitName = "demarche")
    private EntityManager database;

    protected NetworkKeyTable() {}

    NetworkKeyTable(EntityManager database) {
        this.database = database;
    }

    Optional<byte[]> wrapped(LocalDate day) {
        List<?> rows = database.createNativeQuery("select wrapped from network_key where of_day = ?1")
                .setParameter(1, Date.valueOf(day))
                .getResultList();
        return rows.stream().map(byte[].class::cast).findFirst();
    }

    void add(LocalDate day, byte[] wrapped) {
        database.createNativeQuery("insert into network_key (of_day, wrapped) values (?1, ?2)")
                .setParameter(1, Date.valueOf(day))
                .setParameter(2, wrapped)
                .executeUpdate();
    }

    int deleteBefore(LocalDate day) {
        return database.createNativeQuery("delete from network_key where of_day < ?1")
                .setParameter(1, Date.valueOf(day))
                .executeUpdate();
    }
}
