package org.demarche.moderation;

import java.io.Serializable;
import java.util.Objects;

/** The key of a decision: the petition leads, and a signature's decisions are counted. */
public class DecisionId implements Serializable {
    private static final long serialVersionUID = 1;

    private long petitionId;
    private long signatureId;
    private int number;

    protected DecisionId() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof DecisionId decision
                && decision.petitionId == petitionId
                && decision.signatureId == signatureId
                && decision.number == number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(petitionId, signatureId, number);
    }
}
