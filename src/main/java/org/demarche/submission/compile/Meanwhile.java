package org.demarche.submission.compile;

import java.util.function.LongConsumer;

/** What a step does between two pieces of its work: {@link #accept} is told how many rows are through. */
@FunctionalInterface
interface Meanwhile extends LongConsumer {
    /** Nothing is to be told, but others may go first. */
    default void rest() {}
}
