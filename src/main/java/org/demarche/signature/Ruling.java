package org.demarche.signature;

import java.util.EnumSet;
import java.util.Set;

/** What staff can decide about a signature, from which states, and what becomes of it. */
public enum Ruling {
    /** Somebody is to look at it, and until then it does not count. */
    HOLD(SignatureState.HELD),
    /** Nothing is wrong with what was held: it counts. */
    RELEASE(SignatureState.CONFIRMED),
    /** It does not count. */
    STRIKE_OUT(SignatureState.STRUCK_OUT),
    /** What was struck out counts again. */
    RESTORE(SignatureState.CONFIRMED);

    private final SignatureState result;

    Ruling(SignatureState result) {
        this.result = result;
    }

    /** What a signature is afterwards. */
    public SignatureState result() {
        return result;
    }

    /** The states that it can be decided in. */
    public Set<SignatureState> from() {
        return switch (this) {
            case HOLD -> EnumSet.of(SignatureState.CONFIRMED, SignatureState.STRUCK_OUT);
            case RELEASE -> EnumSet.of(SignatureState.HELD);
            case STRIKE_OUT -> EnumSet.of(SignatureState.CONFIRMED, SignatureState.HELD);
            case RESTORE -> EnumSet.of(SignatureState.STRUCK_OUT);
        };
    }

    public boolean isPossibleIn(SignatureState state) {
        return from().contains(state);
    }

    /**
     * The ruling that leads from one state to another.
     *
     * @throws IllegalArgumentException if none does
     */
    public static Ruling between(SignatureState from, SignatureState to) {
        for (Ruling ruling : values()) {
            if (ruling.result == to && ruling.isPossibleIn(from)) {
                return ruling;
            }
        }
        throw new IllegalArgumentException("Nobody decides that what is " + from + " becomes " + to + ".");
    }
}
