package org.demarche.security.session;

/** Why a log-in ended. */
public enum SessionEnd {
    /** Its owner logged out. */
    LOGGED_OUT,
    /** Nothing was done for half an hour. */
    IDLE,
    /** However busy, it lasted as long as one may. */
    TOO_LONG,
    /** The same browser logged in again. */
    REPLACED,
    /** Its owner logged out everywhere. */
    EVERYWHERE,
    /** Somebody else ended all log-ins of its owner. */
    ENDED,
    /** All log-ins of everybody were ended. */
    EVERYBODY,
    /** Its owner's password or second factor is another now. */
    CHANGED
}
