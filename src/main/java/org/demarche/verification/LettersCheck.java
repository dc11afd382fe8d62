package org.demarche.verification;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;

/** Are the texts of the petition the ones that the manifest names by their hashes? */
final class LettersCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        List<Manifest.Letter> letters = evidence.manifest().letters();
        byte[] bytes = evidence.archive().bytes(Layout.TEXTS, Evidence.SMALL);
        try {
            compare(letters, JsonObject.read(bytes));
        } catch (Defect defect) {
            throw defect.in(Layout.TEXTS);
        }
        return letters.size() + " texts, each with the hash that signatures name by its version";
    }

    private static void compare(List<Manifest.Letter> letters, JsonObject texts) throws Defect {
        Set<String> unnamed = texts.names();
        for (Manifest.Letter letter : letters) {
            if (!unnamed.remove(letter.name())) {
                throw new Defect("the manifest names " + letter.name() + ", which is not there");
            }
            String digest = Sha256.of(Utf8.encode(texts.text(letter.name())));
            if (!digest.equals(letter.sha256())) {
                throw new Defect(letter.name() + " is not the text that the manifest names: that has SHA-256 "
                        + letter.sha256() + ", this " + digest);
            }
        }
        if (!unnamed.isEmpty()) {
            throw new Defect("the manifest does not name " + unnamed.iterator().next());
        }
    }
}
