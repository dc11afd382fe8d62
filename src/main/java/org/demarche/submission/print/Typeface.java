package org.demarche.submission.print;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfWriter;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets text of any script in one document: each character in the first font that has it, a box where none has. Text comes
 * as it is drawn, from left to right: see {@link RightToLeft}.
 */
public final class Typeface {
    /** An empty box. */
    private static final int MISSING = 0x25A1;

    private final List<BaseFont> fonts = new ArrayList<>();
    private final float size;

    /** Where characters are shown for the first time, so that the font notes them; it is never printed. */
    private final PdfContentByte scratch;

    /** By code point; what lies beyond the basic plane is seldom met. */
    private final Glyph[] basic = new Glyph[0x1_0000];

    private final Map<Integer, Glyph> supplementary = new HashMap<>();

    /**
     * A character as it is shown.
     *
     * @param font the number of its font
     * @param shown its code between the brackets of a string, escaped
     * @param width in points
     */
    private record Glyph(int font, byte[] shown, float width) {}

    /**
     * Embeds the fonts anew, as every document needs its own.
     *
     * @param size in points
     */
    public Typeface(PdfWriter writer, float size, Fonts... order) throws IOException {
        this.size = size;
        scratch = new PdfContentByte(writer);
        for (Fonts each : order) {
            BaseFont font = BaseFont.createFont(each.file(), BaseFont.IDENTITY_H, true, false, each.bytes(), null);
            font.setSecureRandom(new Predictable());
            font.setIncludeCidSet(false);
            fonts.add(font);
        }
    }

    /** In points. */
    public float size() {
        return size;
    }

    /** {@return how wide the text is, in points} */
    public float width(String text) {
        float width = 0;
        for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            width += glyph(point).width;
        }
        return width;
    }

    /**
     * Shows text where the canvas stands, within its text object.
     *
     * @param current the font that was set on this canvas last, as this method told it; -1 if none was
     * @return the font that is set now
     */
    public int show(PdfContentByte canvas, String text, int current) {
        int font = current;
        boolean open = false;
        for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            Glyph glyph = glyph(point);
            if (glyph.font != font) {
                if (open) {
                    canvas.getInternalBuffer().append(")Tj\n");
                    open = false;
                }
                font = glyph.font;
                canvas.setFontAndSize(fonts.get(font), size);
            }
            if (!open) {
                canvas.getInternalBuffer().append('(');
                open = true;
            }
            canvas.getInternalBuffer().append(glyph.shown);
        }
        if (open) {
            canvas.getInternalBuffer().append(")Tj\n");
        }
        return font;
    }

    private Glyph glyph(int codePoint) {
        if (codePoint < basic.length) {
            if (basic[codePoint] == null) {
                basic[codePoint] = made(codePoint);
            }
            return basic[codePoint];
        }
        return supplementary.computeIfAbsent(codePoint, this::made);
    }

    private Glyph made(int codePoint) {
        int found = fontFor(codePoint);
        String character = Character.toString(found < 0 ? MISSING : codePoint);
        int font = found < 0 ? fontFor(MISSING) : found;
        scratch.reset();
        scratch.setFontAndSize(fonts.get(font), size);
        int from = scratch.getInternalBuffer().size();
        scratch.showText(character);
        byte[] written = scratch.getInternalBuffer().toByteArray();
        return new Glyph(font, between(written, from), fonts.get(font).getWidthPoint(character, size));
    }

    /** What stands between the brackets of {@code (…)Tj}. */
    private static byte[] between(byte[] written, int from) {
        String shown = new String(written, from, written.length - from, ISO_8859_1);
        int open = shown.indexOf('(');
        int close = shown.lastIndexOf(")Tj");
        if (open != 0 || close < 0) {
            throw new IllegalStateException("The library shows text in another way than (…)Tj");
        }
        return Arrays.copyOfRange(written, from + 1, from + close);
    }

    /** The first font that has the character; -1 if none has. */
    private int fontFor(int codePoint) {
        for (int font = 0; font < fonts.size(); font++) {
            if (fonts.get(font).charExists(codePoint)) {
                return font;
            }
        }
        return -1;
    }

    /** The names of embedded fonts begin with six random letters; here with the same ones each time. */
    private static final class Predictable extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public double nextDouble() {
            return 0;
        }
    }
}
