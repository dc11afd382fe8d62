package org.demarche.submission.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.Edition;
import org.demarche.submission.compile.Office;
import org.demarche.submission.rows.Entry;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class FrozenEntriesTest {
    /** More than one portion. */
    private static final int PEOPLE = 8_100;

    private final AtomicInteger open = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void handsOverEverybodyOnceAndHoldsNoConnectionMeanwhile(TestDatabase database) throws Exception {
        Office office = new Office(database, folder);
        office.sign(PEOPLE, i -> "N. N.", "CH", "en", Visibility.COUNTED, Support.of(1), Office.NOW.minusSeconds(90));
        office.sign("Jane Doe", "KG", "ru", Visibility.FULL, Support.of(2));
        Edition edition = office.frozen();
        List<Entry> entries = new ArrayList<>();

        new FrozenEntries(counting(database.dataSource())).of(edition).forEach(entry -> {
            assertThat(open).as("whoever takes it may begin a transaction").hasValue(0);
            entries.add(entry);
        });

        assertThat(entries).hasSize(PEOPLE + 1);
        assertThat(entries.stream().map(entry -> ByteBuffer.wrap(entry.name())).distinct())
                .hasSize(PEOPLE + 1);
        assertThat(entries.get(PEOPLE).visibility()).isEqualTo(Visibility.FULL);
        assertThat(entries.get(PEOPLE).identity()).isPresent();
    }

    /** The database's connections, counted as long as they are open. */
    private DataSource counting(DataSource database) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    open.incrementAndGet();
                    Connection connection = database.getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, called, given) -> {
                                if (called.getName().equals("close")) {
                                    open.decrementAndGet();
                                }
                                try {
                                    return called.invoke(connection, given);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                });
    }
}
