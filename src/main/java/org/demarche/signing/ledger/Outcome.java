package org.demarche.signing.ledger;

/** What became of an attempt; each has exactly one, so that the accounting of an edition balances. */
public enum Outcome {
    OPEN,
    CONFIRMED,
    DUPLICATE,
    EXPIRED,
    REFUSED
}
