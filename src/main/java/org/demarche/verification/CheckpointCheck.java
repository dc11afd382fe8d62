package org.demarche.verification;

import java.io.IOException;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.proof.Checkpoint;
import org.demarche.verification.proof.VerifierKey;

/** Is the checkpoint one of this tree, signed with the key that the manifest names? */
final class CheckpointCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Manifest manifest = evidence.manifest();
        byte[] bytes = evidence.archive().bytes(Layout.CHECKPOINT, Evidence.SMALL);
        try {
            Checkpoint checkpoint = Checkpoint.read(bytes);
            checkpoint.verify(VerifierKey.read(manifest.checkpoint()));
            if (!isFrom(manifest.petition(), checkpoint.origin())) {
                throw new Defect("it is from " + checkpoint.origin() + ", which is not the petition "
                        + manifest.petition() + " on any portal");
            }
            compare("size", Long.toString(manifest.tree().size()), Long.toString(checkpoint.size()));
            compare("root", manifest.tree().root(), Sha256.hex(checkpoint.root()));
            evidence.establish(checkpoint);
            return checkpoint.origin() + " signed this tree with the key " + manifest.checkpoint();
        } catch (Defect defect) {
            throw defect.in(Layout.CHECKPOINT);
        }
    }

    /** {@return whether an origin is that of a petition on a portal: {@code host/petition}} */
    static boolean isFrom(String petition, String origin) {
        int host = origin.length() - petition.length() - 1;
        return host > 0 && origin.endsWith("/" + petition) && origin.lastIndexOf('/', host - 1) < 0;
    }

    private static void compare(String what, String ofManifest, String ofCheckpoint) throws Defect {
        if (!ofManifest.equals(ofCheckpoint)) {
            throw new Defect("the tree has the " + what + " " + ofManifest + ", but the checkpoint says " + ofCheckpoint);
        }
    }
}
