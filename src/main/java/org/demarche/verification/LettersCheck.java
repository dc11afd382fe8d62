package org.demarche.verification;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.demarche.verification.input.Defect;

/** Are the texts of the petition the ones that the manifest names by their hashes? */
final class LettersCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Map<String, String> digests = evidence.digests();
        Set<String> files = new HashSet<>(digests.keySet());
        files.removeIf(name -> !name.startsWith(Layout.LETTERS));
        int letters = files.size();
        for (Manifest.Letter letter : evidence.manifest().letters()) {
            if (!files.remove(letter.file())) {
                throw new Defect("the manifest names " + letter.file() + ", which is not in the package");
            }
            String digest = digests.get(letter.file());
            if (!digest.equals(letter.sha256())) {
                throw new Defect(letter.file() + " is not the text that the manifest names: that has SHA-256 "
                        + letter.sha256() + ", this " + digest);
            }
        }
        if (!files.isEmpty()) {
            throw new Defect("the manifest does not name " + files.iterator().next());
        }
        return letters + " texts, each with the hash that signatures name by its version";
    }
}
