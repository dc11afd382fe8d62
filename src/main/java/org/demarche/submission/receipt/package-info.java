/** Receipts: the proof, for one signer, that an edition holds their signature. */
package org.demarche.submission.receipt;
