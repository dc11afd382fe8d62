package org.demarche.submission.documents;

import com.lowagie.text.Chunk;
import com.lowagie.text.Font;
import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Sets text of any script: each character in the first font that has it, a box where none has. */
final class Typeface {
    /** An empty box. */
    private static final int MISSING = 0x25A1;

    private final List<BaseFont> fonts = new ArrayList<>();
    private final List<Font> sized = new ArrayList<>();

    /**
     * Embeds the fonts anew, as every document needs its own.
     *
     * @param size in points
     */
    Typeface(float size, Fonts... order) throws IOException {
        for (Fonts each : order) {
            BaseFont font = BaseFont.createFont(each.file(), BaseFont.IDENTITY_H, true, false, each.bytes(), null);
            font.setSecureRandom(new Predictable());
            font.setIncludeCidSet(false);
            fonts.add(font);
            sized.add(new Font(font, size));
        }
    }

    /** {@return the text in as few runs as its characters allow} */
    List<Chunk> set(String text) {
        List<Chunk> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        int current = 0;
        for (int codePoint : text.codePoints().toArray()) {
            int found = fontFor(codePoint);
            int shown = found < 0 ? MISSING : codePoint;
            int font = found < 0 ? fontFor(MISSING) : found;
            if (font != current && !run.isEmpty()) {
                runs.add(new Chunk(run.toString(), sized.get(current)));
                run.setLength(0);
            }
            current = font;
            run.appendCodePoint(shown);
        }
        runs.add(new Chunk(run.toString(), sized.get(current)));
        return runs;
    }

    /** The first font that has the character; -1 if none has. */
    private int fontFor(int codePoint) {
        for (int font = 0; font < fonts.size(); font++) {
            if (has(font, codePoint)) {
                return font;
            }
        }
        return -1;
    }

    private boolean has(int font, int codePoint) {
        return fonts.get(font).charExists(codePoint);
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
