package org.demarche.submission.rows;

import java.io.IOException;

/** The frozen signatures of one edition, one after another in any order, never all at once. */
@FunctionalInterface
public interface Entries {
    /** Takes one entry. */
    @FunctionalInterface
    interface Taker {
        void take(Entry entry) throws IOException;
    }

    void forEach(Taker taker) throws IOException;
}
