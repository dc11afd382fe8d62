package org.demarche.submission.documents;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.verification.Layout;

/** The files of a package in the order in which they stand in it, the seal's own apart. */
public final class Contents {
    /** The JDK's secure validation of XML signatures takes no more references, the one to the properties included. */
    private static final int MOST_SEALED = 28;

    private Contents() {}

    /**
     * {@return every file that is sealed}
     *
     * @throws IllegalStateException if a seal cannot cover so many: with six languages, more than two versions of the
     *     text
     */
    public static List<String> sealed(List<LetterText> letters) {
        List<String> files = Stream.concat(
                        Stream.of(
                                Layout.BAG_DECLARATION,
                                Layout.BAG_INFO,
                                Layout.PAYLOAD_CHECKSUMS,
                                Layout.TAG_CHECKSUMS),
                        payload(letters).stream())
                .toList();
        if (files.size() > MOST_SEALED) {
            throw new IllegalStateException("A seal covers " + MOST_SEALED + " files, not " + files.size() + ": "
                    + letters.size() + " texts were signed");
        }
        return files;
    }

    /** {@return every file under {@code data/}} */
    static List<String> payload(List<LetterText> letters) {
        return Stream.of(
                        Stream.of(Layout.MANIFEST),
                        letters.stream().map(LetterText::file),
                        Stream.of(
                                Layout.COVER_LETTER,
                                Layout.METHOD,
                                Layout.STATISTICS,
                                Layout.ROWS,
                                Layout.OPENINGS,
                                Layout.SIGNATORIES_CSV,
                                Layout.SIGNATORIES_PDF))
                .flatMap(files -> files)
                .toList();
    }
}
