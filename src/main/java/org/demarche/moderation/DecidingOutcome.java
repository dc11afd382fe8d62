package org.demarche.moderation;

import java.util.List;
import java.util.Optional;
import org.demarche.signature.SignatureState;

/** What became of a wish to decide. */
public sealed interface DecidingOutcome {
    /**
     * It was looked at one after the other.
     *
     * @param decided the numbers of the signatures that were decided about
     * @param otherwise those that were not as the page had shown them, and so were left as they are
     */
    record Looked(List<Long> decided, List<Otherwise> otherwise) implements DecidingOutcome {
        public Looked {
            decided = List.copyOf(decided);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** There is no such reason for this ruling, or none any more. Nothing was decided. */
    record UnfitReason() implements DecidingOutcome {}

    /**
     * A signature about which somebody else had decided meanwhile, or whose signer had withdrawn it, or that cannot be
     * ruled so in its state.
     *
     * @param latest the decision that it has now
     */
    record Otherwise(long signatureId, SignatureState state, Optional<Decision> latest) {}
}
