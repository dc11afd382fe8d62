package org.demarche.petition;

import java.time.LocalDate;

/**
 * A numbered demand and its standing note: the letter stays as it was written, the note says what has become of the
 * demand since.
 *
 * @param number from 1
 */
public record Demand(int number, State state, LocalDate noted, Words note) {
    public enum State {
        STANDS,
        OVERTAKEN_IN_PART
    }
}
