package org.demarche.submission.delivery;

/** What came of an attempt to hand a package over. */
public enum DeliveryOutcome {
    /** Taken by somebody whom those who carried it met. */
    MET,
    /** Taken at a desk, by a guard or into a box. */
    ACCEPTED,
    /** Sent off by somebody else's hands, or by e-mail. */
    POSTED,
    /** Not taken. The edition can be carried there again; its number is not used up. */
    REFUSED;

    /** Whether the addressee has it from then on. */
    public boolean handsOver() {
        return this != REFUSED;
    }

    /** Whether this can come of that way: whoever met somebody was there, and whoever was there posted nothing. */
    boolean fits(DeliveryChannel channel) {
        return switch (this) {
            case MET -> channel == DeliveryChannel.IN_PERSON;
            case POSTED -> channel != DeliveryChannel.IN_PERSON;
            case ACCEPTED, REFUSED -> true;
        };
    }
}
