package org.demarche.submission.documents;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.demarche.submission.documents.Signatories.Signatory;
import org.demarche.submission.print.ArchivablePdf;
import org.demarche.submission.print.Fonts;
import org.demarche.submission.print.RightToLeft;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Typeface;

/**
 * Who chose to be named, as a document to be printed: {@code data/signatories/signatories-{volume}.pdf}. Written page
 * by page, so millions take no more memory than one page. PDF/A-2u: every character can be copied out again.
 */
final class SignatoryList {
    private final Facts facts;
    private final Volumes volumes;
    private final List<Texts> languages;
    private final LongConsumer progress;

    /**
     * Prepares a list.
     *
     * @param progress told how many of all rows have been passed
     */
    SignatoryList(Facts facts, LongConsumer progress) {
        this(facts, new Volumes(facts.named()), progress);
    }

    SignatoryList(Facts facts, Volumes volumes, LongConsumer progress) {
        this.facts = facts;
        this.volumes = volumes;
        this.languages = facts.bilingual().stream().map(Texts::in).toList();
        this.progress = progress;
    }

    /**
     * Writes all volumes.
     *
     * @throws IllegalStateException if openings name others than the statistics count
     */
    void write(Path content) throws IOException {
        long named = 0;
        try (Signatories signatories = new Signatories(content)) {
            for (int volume = 1; volume <= volumes.count(); volume++) {
                Path file = content.resolve(volumes.files().get(volume - 1));
                Files.createDirectories(file.getParent());
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    named += new Volume(volume, out).write(signatories);
                }
            }
            if (named != facts.named() || signatories.next().isPresent()) {
                throw new IllegalStateException("The statistics count " + facts.named() + " who chose to be named, the"
                        + " openings " + (named == facts.named() ? "more" : named));
            }
        }
    }

    private String say(String between, Function<Texts, String> words) {
        return languages.stream().map(words).collect(Collectors.joining(between));
    }

    /** One document. */
    private final class Volume {
        private static final float LEFT = 57;
        private static final float RIGHT = 595 - 57;
        private static final float TOP = 842 - 62;
        private static final float BOTTOM = 62;
        private static final float LINE = 15;
        private static final float SIZE = 9.5f;

        /** Where row number (its right edge), name, country and demands stand. */
        private static final float ROW = LEFT + 46;

        private static final float NAME = LEFT + 60;
        private static final float COUNTRY = RIGHT - 122;
        private static final float DEMANDS = RIGHT - 62;
        private static final float ROOM = COUNTRY - 14 - NAME;

        private static final Color INK = new Color(0x1A, 0x1A, 0x1A);
        private static final Color ACCENT = new Color(0x1F, 0x3A, 0x5F);
        private static final Color FAINT = new Color(0xBB, 0xBB, 0xBB);
        private static final Color QUIET = new Color(0x55, 0x55, 0x55);

        private final int number;
        private final Document document = new Document(PageSize.A4);
        private final PdfContentByte canvas;
        private final Typeface title;
        private final Typeface text;
        private final Typeface bold;
        private final Typeface small;

        /** What is known at the end alone: which rows the volume has, and how many pages. */
        private final PdfTemplate range;

        private final PdfTemplate pages;

        /** What stands at the foot of every page. */
        private final String foot;

        private int page;
        private float y;
        private float firstRule;
        /** The font that lines were last set in, on this page; -1 if none. */
        private int font;

        Volume(int number, OutputStream out) throws IOException {
            this.number = number;
            PdfWriter writer = ArchivablePdf.open(
                    document,
                    out,
                    facts.imprint(
                            languages.get(0),
                            say(
                                    " · ",
                                    language -> language.joined(language.say("signatories.title"), volume(language))),
                            languages.get(0).say("signatories.title")));
            canvas = writer.getDirectContent();
            title = new Typeface(writer, 17, Fonts.SERIF_BOLD, Fonts.NASKH_BOLD, Fonts.SANS);
            text = new Typeface(writer, SIZE, Fonts.SERIF, Fonts.NASKH, Fonts.SANS, Fonts.EAST_ASIAN);
            bold = new Typeface(writer, SIZE, Fonts.SERIF_BOLD, Fonts.NASKH_BOLD, Fonts.SANS);
            small = new Typeface(writer, 8, Fonts.SERIF, Fonts.NASKH, Fonts.SANS);
            foot = facts.petition().slug() + " · " + facts.edition() + " · " + say(" · ", this::volume);
            range = canvas.createTemplate(RIGHT - LEFT, LINE);
            pages = canvas.createTemplate(50, LINE);
        }

        /** {@return how many signatories it has} */
        long write(Signatories signatories) throws IOException {
            beginPage();
            opening();
            columns();
            beginLines();
            long first = -1;
            long last = -1;
            long lines = 0;
            while (lines < volumes.size()) {
                Optional<Signatory> next = signatories.next();
                if (next.isEmpty()) {
                    break;
                }
                line(next.get());
                last = next.get().row();
                first = first < 0 ? last : first;
                lines++;
                progress.accept(last);
            }
            endLines();
            endPage();
            if (lines > 0) {
                long from = first;
                long to = last;
                fill(range, say(" · ", language -> language.say("signatories.range", from, to)));
            }
            fill(pages, " / " + page);
            document.close();
            return lines;
        }

        /** Of the number of pages, which is known at the end alone; a page has more than forty lines. */
        private int digits() {
            return Long.toString(1 + Math.min(volumes.size(), facts.named()) / 40)
                    .length();
        }

        private String volume(Texts language) {
            return language.say("signatories.volume", number, volumes.count());
        }

        private void opening() {
            canvas.setColorFill(ACCENT);
            for (Texts language : languages) {
                begin(title, language.say("signatories.title"));
                y -= 23;
            }
            y -= 3;
            begin(bold, say(" · ", this::volume));
            y -= 14;
            canvas.setColorFill(QUIET);
            canvas.addTemplate(range, LEFT, y - SIZE);
            y -= 18;
            canvas.setColorFill(INK);
            if (facts.trial()) {
                canvas.setColorFill(new Color(0x8A, 0x1C, 0x1C));
                for (Texts language : languages) {
                    paragraph(bold, language.say("letter.trial"));
                }
                canvas.setColorFill(INK);
                y -= 2;
            }
            for (Texts language : languages) {
                paragraph(
                        text,
                        language.say(
                                        "signatories.lead",
                                        facts.petition()
                                                .letter(language.language())
                                                .title(),
                                        facts.edition(),
                                        language.time(facts.cutoff()))
                                + ". " + language.say("signatories.count", facts.named()));
                canvas.setColorFill(QUIET);
                paragraph(small, language.say("signatories.note"));
                canvas.setColorFill(INK);
                y -= 5;
            }
            y -= 8;
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
            y -= 3;
            canvas.setColorStroke(ACCENT);
            canvas.setLineWidth(0.6f);
            rule(y);
            canvas.stroke();
        }

        private void line(Signatory signatory) {
            if (y - LINE < BOTTOM) {
                endLines();
                endPage();
                beginPage();
                columns();
                beginLines();
            }
            float base = y - 4 - SIZE;
            String row = Long.toString(signatory.row());
            cell(row, ROW - text.width(row), base);
            name(signatory.name(), base);
            cell(signatory.country(), COUNTRY, base);
            cell(signatory.demands(), DEMANDS, base);
            y -= LINE;
        }

        /** What runs from right to left ends the column; what is too long is set narrower. */
        private void name(String name, float base) {
            String drawn = RightToLeft.drawn(name);
            float width = text.width(drawn);
            float x = RightToLeft.leads(name) ? NAME + ROOM - Math.min(width, ROOM) : NAME;
            if (width > ROOM) {
                canvas.setHorizontalScaling(100 * ROOM / width);
                cell(drawn, x, base);
                canvas.setHorizontalScaling(100);
            } else {
                cell(drawn, x, base);
            }
        }

        private void cell(String words, float x, float base) {
            canvas.setTextMatrix(x, base);
            font = text.show(canvas, words, font);
        }

        private void beginLines() {
            firstRule = y - LINE;
            font = -1;
            canvas.beginText();
        }

        /** Draws the rules under all lines of the page at once: none can be drawn between the texts. */
        private void endLines() {
            canvas.endText();
            canvas.setColorStroke(FAINT);
            canvas.setLineWidth(0.3f);
            for (float at = firstRule; at > y - 1; at -= LINE) {
                rule(at);
            }
            canvas.stroke();
        }

        private void rule(float at) {
            canvas.moveTo(LEFT, at);
            canvas.lineTo(RIGHT, at);
        }

        private void left(Typeface typeface, String words, float x) {
            show(canvas, typeface, words, x, y - typeface.size());
        }

        private void right(Typeface typeface, String words, float x) {
            left(typeface, words, x - typeface.width(RightToLeft.drawn(words)));
        }

        /** Sets a line from where its text begins: from the right edge if it runs from right to left. */
        private void begin(Typeface typeface, String words) {
            if (RightToLeft.leads(words)) {
                right(typeface, words, RIGHT);
            } else {
                left(typeface, words, LEFT);
            }
        }

        private void show(PdfContentByte where, Typeface typeface, String words, float x, float base) {
            where.beginText();
            where.setTextMatrix(x, base);
            typeface.show(where, RightToLeft.drawn(words), -1);
            where.endText();
        }

        private void fill(PdfTemplate template, String words) {
            template.setColorFill(QUIET);
            show(template, small, words, 0, 3);
        }

        private void paragraph(Typeface typeface, String words) {
            String mark = RightToLeft.leads(words) ? RightToLeft.MARK : "";
            List<String> line = new ArrayList<>();
            for (String word : words.split(" ", -1)) {
                line.add(word);
                if (typeface.width(RightToLeft.drawn(String.join(" ", line))) > RIGHT - LEFT) {
                    line.remove(line.size() - 1);
                    begin(typeface, mark + String.join(" ", line));
                    y -= typeface.size() * 1.35f;
                    line.clear();
                    line.add(word);
                }
            }
            begin(typeface, mark + String.join(" ", line));
            y -= typeface.size() * 1.35f + 1;
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
            canvas.setColorFill(QUIET);
            left(small, foot, LEFT);
            String so = Integer.toString(page);
            float total = small.width(" / ") + small.width("0") * digits();
            left(small, so, RIGHT - total - small.width(so));
            canvas.addTemplate(pages, RIGHT - total, y - small.size() - 3);
            // The library leaves out pages on which it has set nothing itself.
            document.add(Chunk.NEXTPAGE);
        }
    }
}
