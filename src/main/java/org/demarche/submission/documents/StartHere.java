package org.demarche.submission.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.demarche.submission.print.AccessiblePdf;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Xhtml;
import org.demarche.verification.Layout;

/** One page for whoever holds a package and has never seen one: {@code START-HERE.pdf}. */
final class StartHere {
    private final Facts facts;
    private final List<Texts> languages;

    StartHere(Facts facts) {
        this.facts = facts;
        this.languages = facts.bilingual().stream().map(Texts::in).toList();
    }

    void write(Path file) throws IOException {
        Texts first = languages.get(0);
        AccessiblePdf pdf = new AccessiblePdf(
                facts.imprint(first, first.say("start.title"), first.say("start.document")),
                "start-here",
                Map.of("start", first.say("start.title")));
        Xhtml html = pdf.body();
        pdf.qr(
                facts.editionsPage(first.language()),
                first.say("letter.qr", facts.editionsPage(first.language()).toString()));
        html.open("h1", "", "id", "start").say(first.say("start.title"));
        languages.stream().skip(1).forEach(other -> html.say(" · ")
                .put("span", "other", other.say("start.title"), "lang", other.language()));
        html.close("h1");
        html.put("p", "of", facts.petition().letter(first.language()).title());
        html.put("p", "address", facts.editionsPage(first.language()).toString());
        html.open("div", "clear").close("div");
        if (facts.trial()) {
            html.open("p", "trial");
            languages.forEach(
                    language -> html.put("span", "line", language.say("letter.trial"), "lang", language.language()));
            html.close("p");
        }
        for (Texts language : languages) {
            column(html, language);
        }
        html.open("div", "clear").close("div");
        Fingerprints.write(html, facts, languages.toArray(Texts[]::new));
        pdf.write(file);
    }

    private void column(Xhtml html, Texts texts) {
        html.open("div", languages.size() > 1 ? "column" : "whole", "lang", texts.language());
        html.put(
                "p",
                "",
                texts.say(
                        "start.what",
                        facts.petition().letter(texts.language()).title(),
                        facts.edition(),
                        texts.time(facts.cutoff())));
        html.put("p", "", texts.say("start.read", Layout.coverLetter(texts.language())));
        html.put("h2", "", texts.say("start.check"));
        step(html, 1, texts.say("start.verifier"), "java -jar verifier.jar " + facts.fileName());
        step(html, 2, texts.say("start.container"), "");
        step(
                html,
                3,
                texts.say("start.checksums"),
                "sha256sum -c " + Layout.PAYLOAD_CHECKSUMS + " " + Layout.TAG_CHECKSUMS);
        html.put("h2", "", texts.say("start.compare"));
        html.put("p", "", texts.say("start.compare.text") + " " + Fingerprints.level(facts, texts));
        html.put("h2", "", texts.say("start.copies"));
        html.put("p", "", texts.say("start.copies.text"));
        html.close("div");
    }

    private static void step(Xhtml html, int number, String text, String command) {
        html.open("p", "step").put("b", "", number + ".").say(" " + text).close("p");
        if (!command.isEmpty()) {
            html.put("p", "code", command);
        }
    }
}
