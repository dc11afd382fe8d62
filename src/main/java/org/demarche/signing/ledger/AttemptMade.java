package org.demarche.signing.ledger;

/**
 * Something is to be decided by the worker that decides what mail goes out. Observed after the transaction.
 *
 * @param forms how many forms that transaction stored together; 0 for what is no form
 */
public record AttemptMade(int forms) {}
