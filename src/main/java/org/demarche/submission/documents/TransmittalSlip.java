package org.demarche.submission.documents;

import java.util.List;
import org.demarche.petition.Addressee;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Xhtml;

/** A page that whoever takes the submission in can stamp, sign and give back; in the addressee's language and English. */
final class TransmittalSlip {
    private final Xhtml html;
    private final Facts facts;
    private final Texts first;
    private final List<Texts> languages;

    private TransmittalSlip(Xhtml html, Facts facts) {
        this.html = html;
        this.facts = facts;
        this.languages = facts.bilingual().stream().map(Texts::in).toList();
        this.first = languages.get(0);
    }

    /** Adds it to a document that is written in one language, which the slip may leave. */
    static void write(Xhtml html, Facts facts, Texts document) {
        TransmittalSlip slip = new TransmittalSlip(html, facts);
        html.open("div", "slip", "id", "slip", "lang", slip.first.language());
        slip.head(document);
        slip.particulars();
        slip.pieces();
        slip.receipt();
        html.close("div");
    }

    private void head(Texts document) {
        html.open("h2", "").say(first.say("slip.title"));
        if (languages.size() > 1) {
            html.say(" · ")
                    .put(
                            "span",
                            "other",
                            languages.get(1).say("slip.title"),
                            "lang",
                            languages.get(1).language());
        }
        html.close("h2");
        html.open("p", "note");
        both("slip.note");
        html.close("p");
        if (facts.trial()) {
            html.put("p", "trial", document.say("letter.trial"), "lang", document.language());
        }
    }

    private void particulars() {
        Addressee addressee = facts.petition().addressee();
        String in = first.language();
        html.open("table", "particulars").open("tbody", "");
        particular("letter.reference.label", facts.reference(first));
        particular("slip.from", facts.petition().organisation().name().in(in));
        particular(
                "slip.to",
                first.joined(addressee.name().in(in), addressee.function().in(in)),
                addressee.office().in(in));
        particular("slip.petition", facts.petition().letter(in).title());
        particular("slip.signatures", first.number(facts.count()));
        html.close("tbody").close("table");
    }

    private void particular(String key, String... lines) {
        html.open("tr", "").open("th", "", "scope", "row");
        both(key);
        html.close("th").open("td", "");
        for (String line : lines) {
            html.put("p", "", line);
        }
        html.close("td").close("tr");
    }

    private void pieces() {
        html.open("table", "pieces");
        html.open("thead", "").open("tr", "");
        column("slip.pieces", "");
        column("slip.number", "number");
        column("slip.received", "received");
        html.close("tr").close("thead").open("tbody", "");
        int volumes = new Volumes(facts.named()).count();
        piece("slip.letter", 1);
        piece("slip.signatories", volumes);
        piece("slip.statistics", 1);
        piece("slip.package", 1);
        piece("slip.total", volumes + 3);
        html.close("tbody").close("table");
    }

    private void column(String key, String styleClass) {
        html.open("th", styleClass, "scope", "col");
        both(key);
        html.close("th");
    }

    private void piece(String key, int number) {
        html.open("tr", key.equals("slip.total") ? "sum" : "").open("td", "");
        both(key);
        html.close("td").put("td", "number", first.number(number));
        // To be written into by hand.
        html.open("td", "received").put("span", "blank", "\u00A0").close("td");
        html.close("tr");
    }

    private void receipt() {
        html.open("div", "stamp");
        html.open("p", "");
        both("slip.stamp");
        html.close("p").close("div");
        html.open("div", "signing");
        for (String key : List.of("slip.date", "slip.name", "slip.signature")) {
            html.open("p", "blank");
            both(key);
            html.close("p");
        }
        html.close("div").open("div", "clear").close("div");
    }

    private void both(String key) {
        html.put("span", "", first.say(key));
        if (languages.size() > 1 && !languages.get(1).say(key).equals(first.say(key))) {
            html.say(" ")
                    .put(
                            "span",
                            "other",
                            languages.get(1).say(key),
                            "lang",
                            languages.get(1).language());
        }
    }
}
