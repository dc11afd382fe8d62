package org.demarche.submission.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * A document that archives and screen readers can take: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), set from
 * XHTML in the house's style.
 */
public final class AccessiblePdf {
    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final Imprint imprint;
    private final Xhtml html = new Xhtml();

    /**
     * Begins a document.
     *
     * @param style a style sheet's name, on top of what all documents share
     * @param bookmarks names by the id of the element that they lead to, in the order of the document
     */
    public AccessiblePdf(Imprint imprint, String style, Map<String, String> bookmarks) {
        this.imprint = imprint;
        html.open("html", "", "lang", imprint.language());
        html.open("head", "");
        html.put("title", "", imprint.title());
        meta("subject", imprint.subject());
        meta("author", imprint.author());
        html.open("style", "").say(sheet("common"));
        if (Mirroring.turns(imprint.language())) {
            html.say(sheet("right-to-left-pages"));
        }
        html.say(sheet(style)).say(sheet("right-to-left")).close("style");
        html.open("bookmarks", "");
        bookmarks.forEach((id, name) ->
                html.open("bookmark", "", "name", name, "href", "#" + id).close("bookmark"));
        html.close("bookmarks").close("head").open("body", "");
    }

    /** {@return what the body's markup is added to} */
    public Xhtml body() {
        return html;
    }

    /**
     * Adds a QR code.
     *
     * @param alternative what is said to those who do not see it
     */
    public void qr(URI address, String alternative) {
        html.open("object", "qr", "type", QrDrawing.TYPE, QrDrawing.TEXT, address.toString(), "alt", alternative)
                .close("object");
    }

    /** Ends the document and writes it. */
    public void write(Path file) throws IOException {
        html.close("body").close("html");
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument();
                PdfBoxRenderer renderer = builder(document).buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            date(document);
            document.save(drawn);
        }
        Files.write(file, RightToLeft.isIn(html.toString()) ? readable(drawn.toByteArray()) : drawn.toByteArray());
    }

    private PdfRendererBuilder builder(PDDocument document) {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePDDocument(document)
                .usePdfAConformance(PdfAConformance.PDFA_3_A)
                .usePdfUaAccessibility(true)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .withProducer(Imprint.PRODUCER)
                .withW3cDocument(Mirroring.apply(html.toString()), null);
        builder.useUnicodeLineBreaker(new LineBreaks(imprint.language()));
        builder.useUnicodeBidiSplitter(DirectionalRuns::new);
        builder.useUnicodeBidiReorderer(new RightToLeft());
        builder.useObjectDrawerFactory(QrDrawing.factory());
        builder.useFont(new Typesetting(document, Fonts.SERIF), "Letter", 400, FontStyle.NORMAL, true);
        builder.useFont(new Typesetting(document, Fonts.SERIF_BOLD), "Letter", 700, FontStyle.NORMAL, true);
        builder.useFont(new Typesetting(document, Fonts.SERIF_ITALIC), "Letter", 400, FontStyle.ITALIC, true);
        builder.useFont(new Typesetting(document, Fonts.NASKH), "Naskh", 400, FontStyle.NORMAL, true);
        builder.useFont(new Typesetting(document, Fonts.NASKH_BOLD), "Naskh", 700, FontStyle.NORMAL, true);
        builder.useFont(new Typesetting(document, Fonts.SANS), "Other", 400, FontStyle.NORMAL, true);
        return builder;
    }

    /** Fonts tell what their characters mean once they are written, and not before. */
    private byte[] readable(byte[] drawn) throws IOException {
        try (PDDocument document = Loader.loadPDF(drawn)) {
            ReadingOrder.restore(document, imprint.language());
            document.setDocumentId(imprint.made().getEpochSecond());
            ByteArrayOutputStream readable = new ByteArrayOutputStream();
            document.save(readable);
            return readable.toByteArray();
        }
    }

    private void meta(String name, String content) {
        html.open("meta", "", "name", name, "content", content).close("meta");
    }

    /** What the renderer dates by the clock, and numbers by chance, follows from the imprint instead. */
    private void date(PDDocument document) throws IOException {
        document.getDocumentInformation().setCreationDate(imprint.calendar());
        document.setDocumentId(imprint.made().getEpochSecond());
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String xmp =
                new String(metadata.toByteArray(), UTF_8).replaceAll("(<xmp:CreateDate>)[^<]*", "$1" + imprint.made());
        metadata.importXMPMetadata(xmp.getBytes(UTF_8));
    }

    private static String sheet(String name) {
        String file = "/documents/" + name + ".css";
        try (InputStream in = Objects.requireNonNull(AccessiblePdf.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
