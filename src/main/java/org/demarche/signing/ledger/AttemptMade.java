package org.demarche.signing.ledger;

/** Something is to be decided by the worker that decides what mail goes out. Observed after the transaction. */
public record AttemptMade() {}
