package org.demarche.verification;

import java.io.IOException;

/** One of the questions that a package has to answer. */
interface Check {

    /**
     * Examines the package.
     *
     * @return what was found to be in order, one plain sentence
     * @throws org.demarche.verification.input.Defect if it is not
     * @throws Unavailable if it needs what an earlier check could not establish
     */
    String examine(Evidence evidence) throws IOException, Unavailable;
}
