package org.demarche.vault.guard;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.demarche.audit.AuditLog;
import org.demarche.audit.LogIns;
import org.demarche.testing.Events;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.TestVault;

/** Parts of a node as the container would wire them. */
public final class Nodes {
    private Nodes() {}

    /** What keeps a node's vault informed. */
    public static Watch watch(TestDatabase database, TestVault vault, Clock clock) {
        Looking looking = new Looking() {
            @Override
            Openness.Known look() {
                return database.inTransaction(entities -> new Looking(new VaultStates(entities)).look());
            }
        };
        return new Watch(looking, vault.openness(), Events.to(vault::shut), clock);
    }

    /** Locking in somebody's transaction, where nobody is logged in. */
    public static Locking locking(EntityManager entities, Clock clock) {
        return locking(entities, new NobodyThere(), clock);
    }

    static Locking locking(EntityManager entities, LogIns logIns, Clock clock) {
        return new Locking(new VaultStates(entities), logIns, new AuditLog(entities, clock), Events.unheard(), clock);
    }

    private static final class NobodyThere implements LogIns {
        @Override
        public int endAll(long staff, String by) {
            return 0;
        }

        @Override
        public int endAllOfEverybody(String by) {
            return 0;
        }
    }
}
