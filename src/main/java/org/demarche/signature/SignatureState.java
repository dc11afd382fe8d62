package org.demarche.signature;

/** The life of a signature; {@code CONFIRMED} alone is counted. */
public enum SignatureState {
    CONFIRMED,
    HELD,
    STRUCK_OUT,
    WITHDRAWN,
    ERASED
}
