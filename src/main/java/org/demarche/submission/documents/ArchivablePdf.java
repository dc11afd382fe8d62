package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfEncryption;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** Opens documents as PDF/A-2u (ISO 19005-2), dated at the cut-off and otherwise the same each time. */
final class ArchivablePdf {
    private static final String PRODUCER = "Demarche";

    private static final String XMP =
            """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
              xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
            <xmp:CreateDate>%s</xmp:CreateDate>
            <xmp:ModifyDate>%s</xmp:ModifyDate>
            <pdf:Producer>%s</pdf:Producer>
            <pdfaid:part>2</pdfaid:part>
            <pdfaid:conformance>U</pdfaid:conformance>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>""";

    private ArchivablePdf() {}

    static PdfWriter open(Document document, OutputStream out, Facts facts, String title) throws IOException {
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        document.open();
        ICC_Profile colors = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        writer.setOutputIntents("sRGB IEC61966-2.1", "", "http://www.color.org", "sRGB IEC61966-2.1", colors.getData());
        writer.setXmpMetadata(
                XMP.formatted(title, facts.cutoff(), facts.cutoff(), PRODUCER).getBytes(UTF_8));
        GregorianCalendar cutoff = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        cutoff.setTimeInMillis(facts.cutoff().toEpochMilli());
        PdfDictionary information = writer.getInfo();
        information.put(PdfName.TITLE, new PdfString(title, PdfString.TEXT_UNICODE));
        information.put(PdfName.PRODUCER, new PdfString(PRODUCER));
        information.put(PdfName.CREATIONDATE, new PdfDate(cutoff));
        information.put(PdfName.MODDATE, new PdfDate(cutoff));
        byte[] id = facts.root().hash();
        information.put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
        writer.getExtraCatalog()
                .put(PdfName.LANG, new PdfString(facts.languages().get(0)));
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
        return writer;
    }
}
