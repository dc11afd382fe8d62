package org.demarche.submission.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The fonts that documents carry with them; their licences lie beside them. */
public enum Fonts {
    /** Latin, Cyrillic and Greek. */
    SERIF("NotoSerif-Regular"),
    SERIF_BOLD("NotoSerif-Bold"),
    SERIF_ITALIC("NotoSerif-Italic"),
    /** Arabic, as books are set in it. */
    NASKH("NotoNaskhArabic-Regular"),
    NASKH_BOLD("NotoNaskhArabic-Bold"),
    /** Arabic, Hebrew, Armenian, Georgian and many symbols. */
    SANS("DejaVuSans"),
    /** Chinese and Japanese. */
    EAST_ASIAN("DroidSansFallbackFull");

    private final String file;

    Fonts(String file) {
        this.file = file + ".ttf";
    }

    String file() {
        return file;
    }

    byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(Fonts.class.getResourceAsStream("/fonts/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
