package org.demarche.submission.documents;

import java.util.List;
import java.util.stream.Collectors;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Xhtml;

/** What tells a genuine package from another: the values that a verifier names too. */
final class Fingerprints {
    private Fingerprints() {}

    /** Adds them, each with its name in one language or in two. */
    static void write(Xhtml html, Facts facts, Texts... languages) {
        html.open("div", "fingerprints");
        entry(html, "seal.fingerprint", facts.seal().fingerprint(), languages);
        entry(html, "seal.root", facts.root().hex(), languages);
        entry(html, "seal.checkpoint", facts.seal().checkpoint(), languages);
        html.close("div");
    }

    private static void entry(Xhtml html, String key, String value, Texts... languages) {
        html.put(
                "p",
                "label",
                List.of(languages).stream().map(language -> language.say(key)).collect(Collectors.joining(" · ")));
        html.put("p", "code", value);
    }

    /** {@return whether anybody but the sealer says when it was sealed} */
    static String level(Facts facts, Texts texts) {
        return texts.say("seal.level." + facts.seal().level());
    }
}
