package org.demarche.submission.freeze;

import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.demarche.statistics.Statistics;
import org.demarche.submission.Editions;

/** Freezes, and reads what is frozen, without a server. */
public record FreezeDesk(Freezing freezing, Snapshots snapshots) {
    /** So many signatures at a time as a server copies. */
    public static final int PORTION = Snapshots.PORTION;

    public static FreezeDesk of(EntityManager manager, int portion) {
        Snapshots snapshots = new Snapshots(manager, portion);
        return new FreezeDesk(new Freezing(new Editions(manager), snapshots, new Statistics(manager)), snapshots);
    }

    public static FrozenEntries entries(DataSource database) {
        return new FrozenEntries(database);
    }
}
