package org.demarche.submission.documents;

import java.util.List;
import java.util.stream.IntStream;
import org.demarche.verification.Layout;

/**
 * Into how many volumes the list of signatories is bound: one for each quarter of a million, and no more than a seal
 * has room for, so beyond that they grow thicker.
 *
 * @param named how many signatories the list has
 * @param room how many a volume holds unless there are too many for that
 */
record Volumes(long named, long room) {
    private static final long ROOM = 250_000;

    Volumes(long named) {
        this(named, ROOM);
    }

    /** From 1: whoever finds nobody named finds a volume that says so. */
    int count() {
        return (int) Math.max(1, Math.min(Layout.MOST_VOLUMES, divided(named, room)));
    }

    /** How many signatories a volume holds at most. */
    long size() {
        return Math.max(1, divided(named, count()));
    }

    /** {@return the volumes' files in a package, the first one first} */
    List<String> files() {
        return IntStream.rangeClosed(1, count())
                .mapToObj(Layout::signatoriesVolume)
                .toList();
    }

    private static long divided(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
