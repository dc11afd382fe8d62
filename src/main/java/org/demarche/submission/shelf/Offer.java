package org.demarche.submission.shelf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.documents.Copy;

/**
 * A file that staff may take of a sealed edition.
 *
 * @param kind what it is, for whoever chooses
 * @param fileName under which it is handed out
 * @param language of a letter; empty for a package
 */
public record Offer(Kind kind, String fileName, Optional<String> language) {
    private static final String SEALED = ".asice";
    private static final String PLAIN = ".zip";

    /** What can be taken. */
    public enum Kind {
        /** The package with everything. */
        FULL,
        /** The copy that names nobody. */
        REDACTED,
        /** The package with everything, to the byte, under the name of a plain archive. */
        ZIP,
        /** The letter alone, in one language. */
        LETTER
    }

    /**
     * {@return all that can be taken}
     *
     * @param full whether the copy with everything is still there
     * @param letters the languages that the letter is written in
     */
    static List<Offer> of(SealedPackage made, boolean full, List<String> letters) {
        List<Offer> offers = new ArrayList<>();
        if (full) {
            String name = made.file(Copy.FULL).name();
            offers.add(new Offer(Kind.FULL, name, Optional.empty()));
            offers.add(new Offer(Kind.ZIP, name.replace(SEALED, PLAIN), Optional.empty()));
        }
        String name = made.file(Copy.REDACTED).name();
        offers.add(new Offer(Kind.REDACTED, name, Optional.empty()));
        letters.forEach(language -> offers.add(new Offer(
                Kind.LETTER,
                name.replace("-redacted" + SEALED, "-letter-" + language + ".pdf"),
                Optional.of(language))));
        return offers;
    }

    /** The media type under which it is handed out. */
    public String mediaType() {
        return switch (kind) {
            case FULL, REDACTED -> "application/vnd.etsi.asic-e+zip";
            case ZIP -> "application/zip";
            case LETTER -> "application/pdf";
        };
    }

    /** The copy that it is of, or from. */
    public Copy copy() {
        return kind == Kind.FULL || kind == Kind.ZIP ? Copy.FULL : Copy.REDACTED;
    }
}
