package org.demarche.submission.print;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * What runs from right to left is drawn from left to right, in forms of letters. So that screen readers and whoever
 * copies text get it as it is read, each such run says what it is ({@code ActualText}: ISO 32000-1, 14.9.4), and rows
 * that were mirrored have their cells in the order of reading again.
 */
final class ReadingOrder {
    private ReadingOrder() {}

    /** @param language of the whole document */
    static void restore(PDDocument document, String language) throws IOException {
        for (PDPage page : document.getPages()) {
            Map<Integer, String> said = said(page);
            if (!said.isEmpty()) {
                sayWhatItIs(document, page, said);
            }
        }
        turnRows(document.getDocumentCatalog().getStructureTreeRoot(), language);
    }

    /** What runs from right to left on a page, as it is read, by the number of the marked content. */
    private static Map<Integer, String> said(PDPage page) throws IOException {
        PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
        extractor.processPage(page);
        Map<Integer, String> said = new HashMap<>();
        for (PDMarkedContent content : extractor.getMarkedContents()) {
            String drawn = content.getContents().stream()
                    .filter(TextPosition.class::isInstance)
                    .map(text -> ((TextPosition) text).getUnicode())
                    .collect(Collectors.joining());
            if (content.getMCID() >= 0 && RightToLeft.isIn(drawn)) {
                said.put(content.getMCID(), RightToLeft.read(drawn));
            }
        }
        return said;
    }

    private static void sayWhatItIs(PDDocument document, PDPage page, Map<Integer, String> said) throws IOException {
        List<Object> tokens = new PDFStreamParser(page).parse();
        for (Object token : tokens) {
            if (token instanceof COSDictionary properties && said.containsKey(properties.getInt(COSName.MCID))) {
                properties.setString(COSName.ACTUAL_TEXT, said.get(properties.getInt(COSName.MCID)));
            }
        }
        PDStream content = new PDStream(document);
        try (OutputStream out = content.createOutputStream(COSName.FLATE_DECODE)) {
            new ContentStreamWriter(out).writeTokens(tokens);
        }
        page.setContents(content);
    }

    private static void turnRows(PDStructureNode node, String around) {
        String language = node instanceof PDStructureElement element
                ? Optional.ofNullable(element.getLanguage()).orElse(around)
                : around;
        List<Object> kids = node.getKids();
        for (Object kid : kids) {
            if (kid instanceof PDStructureNode child) {
                turnRows(child, language);
            }
        }
        if (node instanceof PDStructureElement element
                && "TR".equals(element.getStructureType())
                && Mirroring.turns(language)) {
            Collections.reverse(kids);
            element.setKids(kids);
        }
    }
}
