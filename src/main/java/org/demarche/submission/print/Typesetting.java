package org.demarche.submission.print;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * One font in one document, read when the first letter of it is set. Ligatures stay apart: to look for them takes the
 * library as long as to set all the rest, and the width of a line is measured without them anyway.
 */
final class Typesetting extends PDFontSupplier {
    private final PDDocument document;
    private final Fonts font;

    Typesetting(PDDocument document, Fonts font) {
        super(null);
        this.document = document;
        this.font = font;
    }

    @Override
    public PDFont supply() {
        try {
            TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font.bytes()));
            parsed.setEnableGsub(false);
            return PDType0Font.load(document, parsed, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
