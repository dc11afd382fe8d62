package org.demarche.signature;

/** How a signature came in. */
public enum Channel {
    PAGE,
    API
}
