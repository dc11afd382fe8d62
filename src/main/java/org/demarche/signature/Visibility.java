package org.demarche.signature;

/** What the addressee sees of a signer. */
public enum Visibility {
    /** One of the number, nothing else. */
    COUNTED,
    /** Initials and country. */
    INITIALS,
    /** Full name and country. */
    FULL;

    /** Whether this shows less than another: after a freeze a signer may only go this way. */
    public boolean isNarrowerThan(Visibility other) {
        return compareTo(other) < 0;
    }

    /** Whether the signer must have consented to be handed over. */
    public boolean needsHandover() {
        return this != COUNTED;
    }
}
