package org.demarche.submission.documents;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.verification.Layout;

/** The files of a package in the order in which they stand in it, the seal's own apart. */
public final class Contents {
    private Contents() {}

    /** {@return every file that is sealed} */
    public static List<String> sealed(List<LetterText> letters) {
        return Stream.concat(
                        Stream.of(
                                Layout.BAG_DECLARATION,
                                Layout.BAG_INFO,
                                Layout.PAYLOAD_CHECKSUMS,
                                Layout.TAG_CHECKSUMS),
                        payload(letters).stream())
                .toList();
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
