package org.demarche.submission.rows;

/** What the vault holds of a signer is not what their signature committed to. */
public final class CommitmentBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommitmentBroken(long row) {
        super("The identity behind row " + row + " is not the one that the row commits to");
    }
}
