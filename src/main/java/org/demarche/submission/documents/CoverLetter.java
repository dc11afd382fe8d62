package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.demarche.petition.Addressee;
import org.demarche.petition.Demand;
import org.demarche.petition.Letter;
import org.demarche.signature.Visibility;

/**
 * The formal letter that goes with an edition, in the addressee's language and in English, with the text as it was
 * signed: {@code data/cover-letter.pdf}. PDF/A-3a and PDF/UA-1, so that archives and screen readers can take it.
 */
final class CoverLetter {
    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final Facts facts;

    CoverLetter(Facts facts) {
        this.facts = facts;
    }

    void write(Path file) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePdfAConformance(PdfAConformance.PDFA_3_A)
                .usePdfUaAccessibility(true)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .withProducer("Demarche")
                .withHtmlContent(html(), null);
        useFont(builder, Fonts.SERIF, "Letter", 400, FontStyle.NORMAL);
        useFont(builder, Fonts.SERIF_BOLD, "Letter", 700, FontStyle.NORMAL);
        useFont(builder, Fonts.SERIF_ITALIC, "Letter", 400, FontStyle.ITALIC);
        useFont(builder, Fonts.SANS, "Other", 400, FontStyle.NORMAL);
        try (OutputStream out = Files.newOutputStream(file);
                PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            dateAtCutoff(renderer.getPdfDocument()).save(out);
        }
    }

    private static void useFont(PdfRendererBuilder builder, Fonts font, String family, int weight, FontStyle style) {
        FSSupplier<InputStream> supplier = font::open;
        builder.useFont(supplier, family, weight, style, true);
    }

    /** What the renderer dates by the clock, and numbers by chance, follows from the cut-off instead. */
    private PDDocument dateAtCutoff(PDDocument document) throws IOException {
        GregorianCalendar cutoff = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        cutoff.setTimeInMillis(facts.cutoff().toEpochMilli());
        document.getDocumentInformation().setCreationDate(cutoff);
        document.setDocumentId(facts.cutoff().getEpochSecond());
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp =
                new String(metadata.toByteArray(), UTF_8).replaceAll("(<xmp:CreateDate>)[^<]*", "$1" + facts.cutoff());
        metadata.importXMPMetadata(xmp.getBytes(UTF_8));
        return document;
    }

    private String html() {
        List<String> languages = facts.languages();
        Texts first = Texts.in(languages.get(0));
        Xhtml html = new Xhtml();
        html.open("html", "", "lang", first.language());
        html.open("head", "");
        html.put("title", "", facts.petition().letter(first.language()).title());
        html.open("meta", "", "name", "subject", "content", first.say("letter.document"))
                .close("meta");
        html.open("meta", "", "name", "author", "content", organisation(first)).close("meta");
        html.open("style", "").say(css()).close("style");
        html.open("bookmarks", "");
        for (String language : languages) {
            Texts texts = Texts.in(language);
            bookmark(html, "letter-" + language, texts.say("letter.document"));
            bookmark(html, "text-" + language, texts.say("letter.text.heading"));
        }
        html.close("bookmarks").close("head").open("body", "");
        for (String language : languages) {
            section(html, Texts.in(language), facts.petition().letter(language));
        }
        return html.close("body").close("html").toString();
    }

    private static void bookmark(Xhtml html, String target, String name) {
        html.open("bookmark", "", "name", name, "href", "#" + target).close("bookmark");
    }

    private void section(Xhtml html, Texts texts, Letter letter) {
        String direction = texts.isRightToLeft() ? "rtl" : "ltr";
        html.open("div", "section", "lang", texts.language(), "dir", direction, "id", "letter-" + texts.language());
        head(html, texts);
        html.put("h1", "", texts.say("letter.subject", facts.count(), letter.title()));
        html.put("p", "", letter.salutation());
        html.put("p", "", texts.say("letter.transmittal", letter.title(), facts.count(), texts.time(facts.cutoff())));
        html.put("h2", "", texts.say("letter.status.heading"));
        html.put("p", "", facts.petition().subject().statusText().in(texts.language()));
        demands(html, texts, letter);
        html.put("h2", "", texts.say("letter.signatories.heading"));
        html.put(
                "p",
                "",
                texts.say(
                        "letter.signatories.text",
                        facts.visible(Visibility.FULL),
                        facts.visible(Visibility.INITIALS),
                        facts.visible(Visibility.COUNTED)));
        verification(html, texts);
        html.open("div", "end");
        html.put("p", "", texts.say("letter.closing"));
        html.put("p", "organisation", organisation(texts));
        html.put("p", "line", texts.say("letter.signature"));
        html.close("div").close("div");
        signedText(html, texts, letter);
    }

    private void head(Xhtml html, Texts texts) {
        html.open("div", "sender");
        html.put("p", "organisation", organisation(texts));
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
        html.put(
                "p",
                "",
                texts.say("letter.reference.label") + " "
                        + texts.say("letter.reference", facts.petition().slug(), facts.edition()));
        html.close("div");
    }

    private void demands(Xhtml html, Texts texts, Letter letter) {
        html.put("h2", "", texts.say("letter.demands.heading"));
        html.open("table", "demands");
        html.put("caption", "", texts.say("letter.demands.caption"));
        html.open("thead", "").open("tr", "");
        html.open("th", "", "scope", "col")
                .say(texts.say("letter.demands.demand"))
                .close("th");
        html.open("th", "total", "scope", "col")
                .say(texts.say("letter.demands.total"))
                .close("th");
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
            html.close("td").put("td", "total", texts.number(facts.demandTotal(demand.number())));
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    private void verification(Xhtml html, Texts texts) {
        html.put("h2", "", texts.say("letter.verify.heading"));
        html.put("p", "", texts.say("letter.verify.text", facts.fileName()));
        html.put("p", "code", "java -jar verifier.jar " + facts.fileName());
        html.put("p", "", texts.say("letter.verify.root"));
        html.put("p", "code", facts.root().hex());
        html.put("p", "", texts.say("letter.verify.method"));
    }

    private void signedText(Xhtml html, Texts texts, Letter letter) {
        html.open("div", "section signed", "lang", texts.language(), "id", "text-" + texts.language());
        html.put("h2", "annex", texts.say("letter.text.heading"));
        html.put("h1", "", letter.title());
        html.put("p", "date", texts.date(letter.date()));
        html.open("div", "recipient");
        letter.addressee().forEach(line -> html.put("p", "", line));
        html.close("div");
        html.put("p", "", letter.salutation());
        letter.paragraphs().forEach(paragraph -> html.put("p", "", paragraph));
        html.put("p", "", letter.demandsIntroduction());
        letter.demands().forEach(demand -> {
            html.put("h3", "", demand.number() + ". " + demand.title());
            html.put("p", "", demand.text());
        });
        html.put("p", "", letter.closing());
        html.put("p", "version", texts.say("letter.text.version", letter.version(), letter.sha256()));
        html.close("div");
    }

    private String organisation(Texts texts) {
        return facts.petition().organisation().name().in(texts.language());
    }

    private static String css() {
        try (InputStream in =
                Objects.requireNonNull(CoverLetter.class.getResourceAsStream("/documents/cover-letter.css"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
