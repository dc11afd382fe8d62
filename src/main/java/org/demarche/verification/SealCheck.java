package org.demarche.verification;

import java.io.IOException;
import java.util.List;
import org.demarche.verification.input.Archive;
import org.demarche.verification.input.Defect;
import org.demarche.verification.seal.Seal;

/** Is there exactly one seal, and was its signature made with the key of the certificate that it names? */
final class SealCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Archive archive = evidence.archive();
        List<String> seals =
                archive.names().stream().filter(ContainerCheck::isSeal).toList();
        if (seals.size() != 1) {
            throw new Defect(seals.isEmpty() ? "there is no seal" : "there is more than one seal: " + seals);
        }
        try {
            Seal seal = Seal.verified(archive.bytes(seals.get(0), Evidence.SMALL));
            evidence.establish(seal);
            return "the signature holds (ECDSA P-256 with SHA-256) and the certificate was valid at " + seal.signedAt();
        } catch (Defect defect) {
            throw defect.in(seals.get(0));
        }
    }
}
