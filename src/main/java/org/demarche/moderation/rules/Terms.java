package org.demarche.moderation.rules;

import java.time.Duration;

/**
 * What a rule says: so many signatures with something in common within so many minutes.
 *
 * @param threshold how many, from {@value #FEWEST} to {@value #MOST}
 * @param minutes within how long, from 1 to {@value #LONGEST}
 * @param holds whether they are held until a person has decided, or only marked for them
 */
public record Terms(Kind kind, int threshold, int minutes, boolean holds) {
    public static final int FEWEST = 2;
    public static final int MOST = 1_000_000;
    public static final int LONGEST = 60;

    /** What they have in common. */
    public enum Kind {
        /** The network that their forms came from, as far as it is known and not shared by very many people. */
        NETWORK("network_mark"),
        /** The domain of their addresses, unless very many people have their mailbox there. */
        DOMAIN("domain_mark");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        /** Where signatures have the mark. */
        String column() {
            return column;
        }
    }

    public Terms {
        if (threshold < FEWEST || threshold > MOST || minutes < 1 || minutes > LONGEST) {
            throw new IllegalArgumentException("No rule says " + threshold + " in " + minutes + " minutes.");
        }
    }

    Duration window() {
        return Duration.ofMinutes(minutes);
    }
}
