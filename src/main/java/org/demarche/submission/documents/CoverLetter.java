package org.demarche.submission.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.petition.Addressee;
import org.demarche.petition.Demand;
import org.demarche.petition.Letter;
import org.demarche.signature.Visibility;
import org.demarche.submission.print.AccessiblePdf;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Xhtml;

/**
 * The formal letter that goes with an edition, in one language: {@code data/cover-letter-{language}.pdf}. The letter
 * itself comes first; behind it, each on a page of its own, the figures, how to check them, the text as it was signed,
 * and a slip for the clerk's stamp.
 */
final class CoverLetter {
    private final Facts facts;
    private final Texts texts;
    private final Letter letter;

    CoverLetter(Facts facts, String language) {
        this.facts = facts;
        this.texts = Texts.in(language);
        this.letter = facts.petition().letter(language);
    }

    void write(Path file) throws IOException {
        AccessiblePdf pdf = new AccessiblePdf(
                facts.imprint(texts, letter.title(), texts.say("letter.document")), "cover-letter", bookmarks());
        Xhtml html = pdf.body();
        letter(html);
        LetterFigures.write(html, facts, texts);
        verification(pdf);
        signedText(html);
        TransmittalSlip.write(html, facts, texts);
        pdf.write(file);
    }

    private Map<String, String> bookmarks() {
        Map<String, String> bookmarks = new LinkedHashMap<>();
        bookmarks.put("letter", texts.say("letter.document"));
        bookmarks.put("figures", texts.say("letter.figures.heading"));
        bookmarks.put("verify", texts.say("letter.verify.heading"));
        bookmarks.put("text", texts.say("letter.text.heading"));
        bookmarks.put("slip", texts.say("slip.title"));
        return bookmarks;
    }

    private void letter(Xhtml html) {
        html.open("div", "", "id", "letter");
        head(html);
        html.put("h1", "", texts.say("letter.subject", facts.count(), letter.title()));
        html.put("p", "", letter.salutation());
        html.put("p", "", transmittal());
        html.put("p", "", facts.petition().subject().statusText().in(texts.language()));
        demands(html);
        html.put(
                "p",
                "",
                texts.say(
                        "letter.signatories.text",
                        facts.visible(Visibility.FULL),
                        facts.visible(Visibility.INITIALS),
                        facts.visible(Visibility.COUNTED)));
        html.open("div", "end");
        html.put("p", "", texts.say("letter.closing"));
        html.put("p", "organisation", organisation());
        html.put("p", "line", texts.say("letter.signature"));
        html.close("div");
        html.open("p", "enclosures");
        html.put("b", "", texts.say("letter.enclosures")).say(" — ");
        html.say(Stream.of("letter.figures.heading", "letter.verify.heading", "letter.text.heading", "slip.title")
                .map(texts::say)
                .collect(Collectors.joining(" · ")));
        html.close("p").close("div");
    }

    private void head(Xhtml html) {
        html.open("div", "sender");
        html.put("p", "organisation", organisation());
        html.put(
                "p",
                "",
                String.join(" · ", facts.petition().organisation().address()) + " · "
                        + facts.petition().organisation().email());
        html.close("div");
        if (facts.trial()) {
            html.put("p", "trial", texts.say("letter.trial"));
        }
        Addressee addressee = facts.petition().addressee();
        html.open("div", "addressee");
        html.put("p", "person", addressee.name().in(texts.language()));
        html.put("p", "", addressee.function().in(texts.language()));
        html.put("p", "", addressee.office().in(texts.language()));
        addressee.address(texts.language()).forEach(line -> html.put("p", "", line));
        html.close("div");
        html.open("div", "particulars");
        html.put("p", "", texts.date(facts.cutoff()));
        html.put("p", "label", texts.say("letter.reference.label"));
        html.put("p", "", facts.reference(texts));
        html.close("div");
        html.open("div", "clear").close("div");
    }

    private String transmittal() {
        return facts.previous()
                .map(previous -> texts.say(
                        "letter.transmittal.supplement",
                        letter.title(),
                        facts.count(),
                        texts.time(facts.cutoff()),
                        previous.edition(),
                        facts.standing()))
                .orElseGet(() ->
                        texts.say("letter.transmittal", letter.title(), facts.count(), texts.time(facts.cutoff())));
    }

    private void demands(Xhtml html) {
        html.put("h2", "", texts.say("letter.demands.heading"));
        html.open("table", "demands");
        html.put("caption", "", texts.say("letter.demands.caption"));
        html.open("thead", "").open("tr", "");
        html.put("th", "", texts.say("letter.demands.demand"), "scope", "col");
        html.put("th", "number", texts.say("letter.demands.total"), "scope", "col");
        html.close("tr").close("thead").open("tbody", "");
        for (Demand demand : facts.petition().demands()) {
            html.open("tr", "").open("td", "");
            html.put(
                    "p",
                    "demand",
                    demand.number() + ". " + letter.demand(demand.number()).title());
            html.put(
                    "p",
                    "note",
                    texts.say(
                            "letter.demands.note",
                            texts.date(demand.noted()),
                            demand.note().in(texts.language())));
            html.close("td").put("td", "number", texts.number(facts.demandTotal(demand.number())));
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    private void verification(AccessiblePdf pdf) {
        Xhtml html = pdf.body();
        html.open("div", "annex", "id", "verify");
        html.put("h2", "", texts.say("letter.verify.heading"));
        html.put("p", "", texts.say("letter.verify.text", facts.fileName()));
        html.put("p", "code", "java -jar verifier.jar " + facts.fileName());
        html.put("p", "", texts.say("letter.verify.compare"));
        Fingerprints.write(html, facts, texts);
        html.put("p", "", Fingerprints.level(facts, texts));
        html.put("p", "", texts.say("letter.verify.method"));
        html.open("div", "online");
        pdf.qr(
                facts.editionsPage(texts.language()),
                texts.say("letter.qr", facts.editionsPage(texts.language()).toString()));
        html.put("p", "", texts.say("letter.online"));
        html.put("p", "address", facts.editionsPage(texts.language()).toString());
        html.close("div").close("div");
    }

    private void signedText(Xhtml html) {
        html.open("div", "annex signed", "id", "text");
        html.put("h2", "", texts.say("letter.text.heading"));
        html.put("h3", "title", letter.title());
        html.put("p", "date", texts.date(letter.date()));
        html.open("div", "recipient");
        letter.addressee().forEach(line -> html.put("p", "", line));
        html.close("div");
        html.put("p", "", letter.salutation());
        letter.paragraphs().forEach(paragraph -> html.put("p", "", paragraph));
        html.put("p", "", letter.demandsIntroduction());
        letter.demands().forEach(demand -> {
            html.put("h4", "", demand.number() + ". " + demand.title());
            html.put("p", "", demand.text());
        });
        html.put("p", "", letter.closing());
        html.put("p", "version", texts.say("letter.text.version", letter.version(), letter.sha256()));
        html.close("div");
    }

    private String organisation() {
        return facts.petition().organisation().name().in(texts.language());
    }
}
