package org.demarche.submission.freeze;

/**
 * Rows of delivered editions whose signatures no longer count, by what became of them.
 *
 * @param erased by the signer
 * @param held while moderators look at them
 * @param struckOut by moderators
 * @param withdrawn by the signer
 */
record Gone(long erased, long held, long struckOut, long withdrawn) {
    long total() {
        return erased + held + struckOut + withdrawn;
    }
}
