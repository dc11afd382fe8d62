package org.demarche.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.demarche.verification.input.Defect;

/** Is the other package a copy of the same edition by the same sealer, different at most in whom it names? */
final class CopyCheck implements Check {

    /** Besides the signatories' folder: the seal, and the sums that speak of that folder. */
    private static final Set<String> OF_ONE_COPY =
            Set.of(Layout.BAG_INFO, Layout.PAYLOAD_CHECKSUMS, Layout.TAG_CHECKSUMS);

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Path file = evidence.request()
                .copy()
                .orElseThrow(() -> new Unavailable("no other copy of this edition was given to compare"));
        evidence.manifest();
        Companion copy = Companion.verified(file, evidence.request());
        String sealer = evidence.seal().fingerprint();
        if (!copy.sealer().equals(sealer)) {
            throw new Defect("the two were sealed by different certificates: " + sealer + " and " + copy.sealer());
        }
        Map<String, String> here = common(evidence.digests());
        Map<String, String> there = common(copy.digests());
        if (!here.get(Layout.MANIFEST).equals(there.get(Layout.MANIFEST))) {
            throw new Defect("the two are not copies of one edition: their manifests differ");
        }
        Set<String> names = new TreeSet<>(here.keySet());
        names.addAll(there.keySet());
        for (String name : names) {
            if (!here.containsKey(name) || !here.get(name).equals(there.get(name))) {
                throw new Defect("the two differ in " + name);
            }
        }
        return kind(evidence.isRedacted(), "this") + " and "
                + kind(copy.redacted(), file.getFileName().toString())
                + " are copies of one edition; they differ at most in whom they name";
    }

    private static Map<String, String> common(Map<String, String> digests) {
        Map<String, String> common = new TreeMap<>(digests);
        common.keySet()
                .removeIf(name -> name.startsWith(Layout.SIGNATORIES)
                        || name.startsWith("META-INF/")
                        || OF_ONE_COPY.contains(name));
        return common;
    }

    private static String kind(boolean redacted, String file) {
        return file + " (" + (redacted ? "redacted" : "full") + ")";
    }
}
