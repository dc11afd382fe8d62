package org.demarche.verification;

import java.io.IOException;
import java.nio.file.Path;
import org.demarche.verification.input.Defect;

/** Is the package that the reader holds beside this one the very edition that this one says to extend? */
final class PreviousCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Path file = evidence.request()
                .previous()
                .orElseThrow(() -> new Unavailable("no package of the edition before was given to compare"));
        Manifest manifest = evidence.manifest();
        Manifest.Previous stated =
                manifest.previous().orElseThrow(() -> new Defect("this is the first edition; it extends no other"));
        Companion before = Companion.verified(file, evidence.request());
        compare("petition", manifest.petition(), before.manifest().petition());
        compare("edition", stated.edition(), before.manifest().edition());
        compare("cut-off", stated.cutoff(), before.manifest().cutoff());
        compare(
                "number of leaves",
                stated.tree().size(),
                before.manifest().tree().size());
        compare("root", stated.tree().root(), before.manifest().tree().root());
        compare("hash of its manifest", stated.manifest(), before.digests().get(Layout.MANIFEST));
        boolean sameSealer = before.sealer().equals(evidence.seal().fingerprint());
        return "it extends edition " + stated.edition() + ", as " + file.getFileName() + " has it; "
                + (sameSealer
                        ? "both were sealed by the same certificate"
                        : "that one was sealed by another certificate, " + before.sealer());
    }

    private static void compare(String what, Object stated, Object found) throws Defect {
        if (!stated.equals(found)) {
            throw new Defect("this package extends an edition with the " + what + " " + stated
                    + ", but the one given has " + found);
        }
    }
}
