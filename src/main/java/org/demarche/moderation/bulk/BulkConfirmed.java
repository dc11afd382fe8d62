package org.demarche.moderation.bulk;

/** There is something to do for the job that decides about many. */
record BulkConfirmed() {}
