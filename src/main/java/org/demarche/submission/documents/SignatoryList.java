package org.demarche.submission.documents;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.demarche.signature.Visibility;
import org.demarche.verification.Layout;

/**
 * Who chose to be named, as a document to be printed: {@code data/signatories/signatories.pdf}. Written page by page,
 * so millions take no more memory than one page. PDF/A-2u: every character can be copied out again.
 */
final class SignatoryList {
    private static final float LEFT = 57;
    private static final float RIGHT = PageSize.A4.getWidth() - 57;
    private static final float TOP = PageSize.A4.getHeight() - 62;
    private static final float BOTTOM = 62;
    private static final float LINE = 15;
    private static final float SIZE = 9.5f;

    /** Where row number (its right edge), name, country and demands stand. */
    private static final float ROW = LEFT + 46;

    private static final float NAME = LEFT + 60;
    private static final float COUNTRY = RIGHT - 122;
    private static final float DEMANDS = RIGHT - 62;

    private static final Color INK = new Color(0x1A, 0x1A, 0x1A);
    private static final Color ACCENT = new Color(0x1F, 0x3A, 0x5F);
    private static final Color FAINT = new Color(0xBB, 0xBB, 0xBB);

    private final Facts facts;
    private final List<Texts> languages;
    private final LongConsumer progress;
    private final Document document = new Document(PageSize.A4);
    private PdfContentByte canvas;
    private Typeface text;
    private Typeface bold;
    private Typeface small;
    private int page;
    private float y;

    /**
     * Prepares a list.
     *
     * @param progress told how many of all rows have been passed
     */
    SignatoryList(Facts facts, LongConsumer progress) {
        this.facts = facts;
        this.languages = facts.languages().stream().map(Texts::in).toList();
        this.progress = progress;
    }

    void write(Path content) throws IOException {
        text = new Typeface(SIZE, Fonts.SERIF, Fonts.SANS, Fonts.EAST_ASIAN);
        bold = new Typeface(SIZE, Fonts.SERIF_BOLD, Fonts.SANS);
        small = new Typeface(8, Fonts.SERIF, Fonts.SANS);
        try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(content.resolve(Layout.signatoriesVolume(1))));
                Signatories signatories = new Signatories(content)) {
            PdfWriter writer = ArchivablePdf.open(document, out, facts, say("signatories.title", " · "));
            canvas = writer.getDirectContent();
            beginPage();
            opening();
            columns();
            for (Optional<Signatory> each = signatories.next(); each.isPresent(); each = signatories.next()) {
                line(each.get());
                progress.accept(each.get().row());
            }
            endPage();
            document.close();
        }
    }

    private void opening() {
        Typeface title = bold;
        canvas.setColorFill(ACCENT);
        for (Texts language : languages) {
            left(title, language.say("signatories.title"), LEFT);
            y -= LINE;
        }
        canvas.setColorFill(INK);
        if (facts.trial()) {
            y -= 4;
            for (Texts language : languages) {
                paragraph(bold, language.say("letter.trial"));
            }
        }
        for (Texts language : languages) {
            y -= 6;
            paragraph(
                    text,
                    language.say(
                                    "signatories.lead",
                                    facts.petition().letter(language.language()).title(),
                                    facts.edition(),
                                    language.time(facts.cutoff()))
                            + ". "
                            + language.say(
                                    "signatories.count",
                                    facts.visible(Visibility.FULL) + facts.visible(Visibility.INITIALS)));
            paragraph(small, language.say("signatories.note"));
        }
        y -= 10;
    }

    private void columns() {
        canvas.setColorFill(ACCENT);
        // A column each, one language below the other: headings side by side would not fit.
        for (Texts language : languages) {
            right(small, language.say("signatories.row"), ROW);
            left(small, language.say("signatories.name"), NAME);
            left(small, language.say("signatories.country"), COUNTRY);
            left(small, language.say("signatories.demands"), DEMANDS);
            y -= 11;
        }
        canvas.setColorFill(INK);
        rule(ACCENT, 0.6f);
    }

    private void line(Signatory signatory) {
        if (y - LINE < BOTTOM) {
            endPage();
            beginPage();
            columns();
        }
        y -= 4;
        right(text, Long.toString(signatory.row()), ROW);
        name(signatory.name());
        left(text, signatory.country(), COUNTRY);
        left(text, signatory.demands(), DEMANDS);
        rule(FAINT, 0.3f);
    }

    /** Names that run from right to left are shaped and turned by the library, which is slower. */
    private void name(String name) {
        char[] characters = name.toCharArray();
        if (Bidi.requiresBidi(characters, 0, characters.length)) {
            Phrase phrase = new Phrase();
            phrase.addAll(text.set(name));
            ColumnText.showTextAligned(
                    canvas, Element.ALIGN_RIGHT, phrase, COUNTRY - 14, y - SIZE, 0, PdfWriter.RUN_DIRECTION_RTL, 0);
        } else {
            fit(text.set(name), NAME, COUNTRY - 14 - NAME);
        }
    }

    private void left(Typeface typeface, String words, float x) {
        show(typeface.set(words), x, 100);
    }

    private void right(Typeface typeface, String words, float x) {
        List<Chunk> runs = typeface.set(words);
        show(runs, x - width(runs), 100);
    }

    /** What is too long is set narrower, so that it stays in its column. */
    private void fit(List<Chunk> runs, float x, float room) {
        show(runs, x, Math.min(100, 100 * room / Math.max(1, width(runs))));
    }

    private void show(List<Chunk> runs, float x, float scale) {
        canvas.beginText();
        canvas.setHorizontalScaling(scale);
        canvas.setTextMatrix(x, y - SIZE);
        for (Chunk run : runs) {
            canvas.setFontAndSize(run.getFont().getBaseFont(), run.getFont().getSize());
            canvas.showText(run.getContent());
        }
        canvas.endText();
    }

    private static float width(List<Chunk> runs) {
        float width = 0;
        for (Chunk run : runs) {
            BaseFont font = run.getFont().getBaseFont();
            width += font.getWidthPoint(run.getContent(), run.getFont().getSize());
        }
        return width;
    }

    private void paragraph(Typeface typeface, String words) {
        List<String> line = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            line.add(word);
            if (width(typeface.set(String.join(" ", line))) > RIGHT - LEFT) {
                line.remove(line.size() - 1);
                left(typeface, String.join(" ", line), LEFT);
                y -= 12.5f;
                line.clear();
                line.add(word);
            }
        }
        left(typeface, String.join(" ", line), LEFT);
        y -= 13.5f;
    }

    private void rule(Color color, float width) {
        y -= LINE - 4;
        canvas.setColorStroke(color);
        canvas.setLineWidth(width);
        canvas.moveTo(LEFT, y);
        canvas.lineTo(RIGHT, y);
        canvas.stroke();
    }

    private void beginPage() {
        if (page > 0) {
            document.newPage();
        }
        page++;
        y = TOP;
        canvas.setColorFill(INK);
    }

    private void endPage() {
        y = BOTTOM - 12;
        left(small, facts.petition().slug() + " · " + facts.edition(), LEFT);
        right(small, languages.get(0).say("signatories.page", page), RIGHT);
        // The library leaves out pages on which it has set nothing itself.
        document.add(Chunk.NEXTPAGE);
    }

    private String say(String key, String between) {
        Function<Texts, String> words = language -> language.say(key);
        return languages.stream().map(words).collect(Collectors.joining(between));
    }
}
