package org.demarche.verification;

import org.demarche.verification.input.Defect;

/** Is the sealer the one whom the reader trusts, as the reader knows from elsewhere? */
final class TrustCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws Defect, Unavailable {
        String found = evidence.seal().fingerprint();
        String trusted = evidence.request().fingerprint()
                .orElseThrow(() -> new Unavailable("no fingerprint was given to compare the sealer's with"));
        if (!found.equals(trusted)) {
            throw new Defect("the sealer's certificate has the fingerprint " + found + ", but you trust " + trusted);
        }
        return "the sealer's certificate has the fingerprint that you trust";
    }
}
