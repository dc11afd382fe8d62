package org.demarche.submission.compile;

import org.demarche.submission.Edition;

/** What came of the wish to compile. */
public sealed interface CompilingOutcome {
    /** A run has begun; its progress can be watched. */
    record Started(Edition edition) implements CompilingOutcome {}

    /** Another run is under way. */
    record AlreadyRunning(Edition edition) implements CompilingOutcome {}

    /** Nobody's signature is confirmed, or the edition is in no state to be resumed. */
    record NothingToCompile() implements CompilingOutcome {}
}
