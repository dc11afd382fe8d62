package org.demarche.verification;

import java.io.IOException;
import org.demarche.verification.input.Defect;

/** Does the manifest say all that it has to, in canonical form? */
final class ManifestCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        try {
            Manifest manifest = Manifest.read(evidence.archive().bytes(Layout.MANIFEST, Evidence.SMALL));
            evidence.establish(manifest);
            return "edition " + manifest.edition() + " of " + manifest.petition() + " as of " + manifest.cutoff();
        } catch (Defect defect) {
            throw defect.in(Layout.MANIFEST);
        }
    }
}
