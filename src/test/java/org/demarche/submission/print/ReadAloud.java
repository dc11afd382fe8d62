package org.demarche.submission.print;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** Reads a tagged document as a screen reader does: in the order of its structure, and what content says that it is. */
public final class ReadAloud {
    private static final Pattern LIGATURE = Pattern.compile("[\uFB00-\uFB06]");

    private final Map<COSBase, Map<Integer, String>> contents = new HashMap<>();
    private final StringBuilder said = new StringBuilder();

    private ReadAloud(PDDocument document) throws IOException {
        for (PDPage page : document.getPages()) {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
            extractor.processPage(page);
            contents.put(
                    page.getCOSObject(),
                    extractor.getMarkedContents().stream()
                            .filter(content -> content.getMCID() >= 0)
                            .collect(Collectors.toMap(PDMarkedContent::getMCID, ReadAloud::text)));
        }
        read(document.getDocumentCatalog().getStructureTreeRoot(), null);
    }

    /** {@return all that is read out, without white space: where a line ends, there is none to read} */
    public static String of(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return withoutSpace(new ReadAloud(document).said.toString());
        }
    }

    /** {@return a text without white space, ligatures of Latin and the characters that only steer its direction} */
    public static String withoutSpace(String text) {
        return LIGATURE.matcher(text.replaceAll("[\\s\u00A0\u202F\u2066-\u2069]+", ""))
                .replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC));
    }

    private static String text(PDMarkedContent content) {
        return content.getActualText() != null
                ? content.getActualText()
                : content.getContents().stream()
                        .filter(TextPosition.class::isInstance)
                        .map(character -> ((TextPosition) character).getUnicode())
                        .collect(Collectors.joining());
    }

    private void read(PDStructureNode node, PDPage around) {
        PDPage page =
                node instanceof PDStructureElement element && element.getPage() != null ? element.getPage() : around;
        List<Object> kids = node.getKids();
        for (Object kid : kids) {
            if (kid instanceof PDStructureNode child) {
                read(child, page);
            } else if (kid instanceof Integer content) {
                said.append(contents.get(page.getCOSObject()).getOrDefault(content, ""));
            } else if (kid instanceof PDMarkedContentReference reference) {
                said.append(contents.get(reference.getPage().getCOSObject()).getOrDefault(reference.getMCID(), ""));
            }
        }
    }
}
