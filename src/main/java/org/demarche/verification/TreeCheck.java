package org.demarche.verification;

import java.io.IOException;
import org.demarche.verification.input.Defect;

/** Is the tree over the rows the one whose root the manifest names? */
final class TreeCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Survey survey = evidence.survey();
        Manifest.Tree stated = evidence.manifest().tree();
        if (stated.size() != survey.size()) {
            throw new Defect("the manifest says that the tree has " + stated.size() + " leaves, but there are "
                    + survey.size() + " rows");
        }
        if (!stated.root().equals(survey.root())) {
            throw new Defect("the manifest says that the tree's root is " + stated.root() + ", but that of the rows is "
                    + survey.root());
        }
        return "the root over " + survey.size() + " leaves is " + survey.root();
    }
}
