package org.demarche.submission.print;

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

/** Opens documents that are drawn page by page as PDF/A-2u (ISO 19005-2). */
public final class ArchivablePdf {
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
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
            <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
            <xmp:CreateDate>%s</xmp:CreateDate>
            <xmp:ModifyDate>%s</xmp:ModifyDate>
            <pdf:Producer>%s</pdf:Producer>
            <pdfaid:part>2</pdfaid:part>
            <pdfaid:conformance>U</pdfaid:conformance>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>""";

    /** Of Deflate, from 1 to 9: half of all time would go into the usual 6, for files a tenth smaller. */
    private static final int COMPRESSION = 3;

    private ArchivablePdf() {}

    /** Begins a document and opens it. */
    public static PdfWriter open(Document document, OutputStream out, Imprint imprint) throws IOException {
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        writer.setCompressionLevel(COMPRESSION);
        document.open();
        ICC_Profile colors = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
        writer.setOutputIntents("sRGB IEC61966-2.1", "", "http://www.color.org", "sRGB IEC61966-2.1", colors.getData());
        // The library marks the intent as one for printing works, which is none for archives.
        writer.getExtraCatalog().getAsArray(PdfName.OUTPUTINTENTS).getAsDict(0).put(PdfName.S, PdfName.GTS_PDFA1);
        writer.setXmpMetadata(XMP.formatted(
                        Xhtml.escaped(imprint.title()),
                        Xhtml.escaped(imprint.subject()),
                        Xhtml.escaped(imprint.author()),
                        imprint.made(),
                        imprint.made(),
                        Imprint.PRODUCER)
                .getBytes(UTF_8));
        PdfDictionary information = writer.getInfo();
        information.put(PdfName.TITLE, unicode(imprint.title()));
        information.put(PdfName.SUBJECT, unicode(imprint.subject()));
        information.put(PdfName.AUTHOR, unicode(imprint.author()));
        information.put(PdfName.PRODUCER, new PdfString(Imprint.PRODUCER));
        information.put(PdfName.CREATIONDATE, new PdfDate(imprint.calendar()));
        information.put(PdfName.MODDATE, new PdfDate(imprint.calendar()));
        information.put(PdfName.FILEID, PdfEncryption.createInfoId(imprint.id(), imprint.id()));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString(imprint.language()));
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
        return writer;
    }

    private static PdfString unicode(String text) {
        return new PdfString(text, PdfString.TEXT_UNICODE);
    }
}
