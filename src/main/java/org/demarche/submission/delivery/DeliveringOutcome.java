package org.demarche.submission.delivery;

import java.util.Set;

/** What came of the wish to record a delivery. */
public sealed interface DeliveringOutcome {
    /** It stands on the time line; if it handed over, the edition is delivered. */
    record Recorded(Delivery delivery) implements DeliveringOutcome {}

    /** Something typed is not right. */
    record Faulty(Set<DeliveryFault> faults) implements DeliveringOutcome {}

    /**
     * Signatures are no longer as the package has them: compile again, and carry that.
     *
     * @param signatures how many
     */
    record Changed(long signatures) implements DeliveringOutcome {}

    /** The petition was closed so long ago that its signers are erased, and nothing of it is handed over any more. */
    record Expired() implements DeliveringOutcome {}

    /** There is nothing that could be delivered: it is not sealed and approved, or delivered or superseded already. */
    record NothingToDeliver() implements DeliveringOutcome {}
}
