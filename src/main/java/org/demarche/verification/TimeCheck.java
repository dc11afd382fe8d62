package org.demarche.verification;

import java.io.IOException;
import org.demarche.verification.input.Defect;
import org.demarche.verification.seal.Seal;
import org.demarche.verification.stamp.TimeStamp;

/** Does the seal have the time-stamp that the manifest promises, over this very seal? */
final class TimeCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Seal seal = evidence.seal();
        if (evidence.manifest().level() == Manifest.Level.B) {
            if (seal.isStamped()) {
                throw new Defect("the manifest says that the seal has no time-stamp (level B), but it has one");
            }
            return "the seal has no time-stamp (level B): its time is what the sealer claims";
        }
        if (!seal.isStamped()) {
            throw new Defect("the manifest says that the seal has a time-stamp (level T), but it has none:"
                    + " somebody took it away");
        }
        try {
            TimeStamp stamp = seal.timeStamp();
            if (stamp.at().isBefore(evidence.manifest().cutoff())) {
                throw new Defect("it says " + stamp.at() + ", before the cut-off of what is sealed, "
                        + evidence.manifest().cutoff());
            }
            evidence.establish(stamp);
            return "a time-stamping authority saw this seal at " + stamp.at() + " (level T): " + stamp.subject()
                    + ", certificate " + stamp.fingerprint();
        } catch (Defect defect) {
            throw defect.in("the time-stamp");
        }
    }
}
