package org.demarche.signing;

/** Something is to be decided by the worker that decides what mail goes out. Observed after the transaction. */
record AttemptMade() {}
