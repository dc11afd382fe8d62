package org.demarche.signing.limits;

import java.time.Duration;
import java.util.Set;
import org.demarche.signature.Flag;

/** Whether a form that has no mistakes may go on. */
public sealed interface Admission {
    /**
     * It may.
     *
     * @param flags what looks unusual about it, if anything
     */
    record Admitted(Set<Flag> flags) implements Admission {
        public Admitted {
            flags = Set.copyOf(flags);
        }
    }

    /** Its network has sent too many; after this time there is room again. */
    record Later(Duration pause) implements Admission {}
}
