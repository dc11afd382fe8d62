package org.demarche.verification;

import java.io.IOException;
import java.util.Optional;
import org.demarche.verification.input.Defect;

/** Is the tree over the rows, grown from that of the edition before, the one whose root the manifest names? */
final class TreeCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Survey survey = evidence.survey();
        Manifest.Tree stated = evidence.manifest().tree();
        Optional<Manifest.Previous> previous = evidence.manifest().previous();
        if (previous.isPresent() && !previous.get().tree().root().equals(survey.rootBefore())) {
            throw new Defect("the manifest says that the root of the edition before was "
                    + previous.get().tree().root() + ", but its peaks give " + survey.rootBefore());
        }
        if (stated.size() != survey.leaves()) {
            throw new Defect("the manifest says that the tree has " + stated.size() + " leaves, but there are "
                    + survey.size() + " rows" + previous.map(TreeCheck::andBefore).orElse(""));
        }
        if (!stated.root().equals(survey.root())) {
            throw new Defect("the manifest says that the tree's root is " + stated.root() + ", but that of the rows is "
                    + survey.root());
        }
        evidence.establishTree();
        return "the root over " + survey.leaves() + " leaves is " + survey.root()
                + previous.map(before -> "; it extends that of edition " + before.edition() + " ("
                                + before.tree().size() + " leaves)")
                        .orElse("");
    }

    private static String andBefore(Manifest.Previous previous) {
        return " and " + previous.tree().size() + " leaves before them";
    }
}
