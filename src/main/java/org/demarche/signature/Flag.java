package org.demarche.signature;

/**
 * What made a form look unusual when it was sent. A flag never refuses: the signature is held until a person has looked
 * at it, and its signer is told which flag it was.
 */
public enum Flag {
    /** A field that people do not see was filled in. */
    UNSEEN_FIELD,
    /** The address is of a service that gives addresses away for minutes. */
    DISPOSABLE_ADDRESS,
    /** It came through an exit of the Tor network. */
    TOR,
    /** It came from a network that very many people share, beyond what one network may send. */
    SHARED_NETWORK,
    /** It came together with many others that had something in common; staff see what. */
    PATTERN
}
