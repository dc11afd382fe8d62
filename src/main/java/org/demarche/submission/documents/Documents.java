package org.demarche.submission.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.demarche.verification.Layout;

/** Writes all documents of an edition beside its rows, and the checksums over everything. */
public final class Documents {
    private Documents() {}

    /**
     * Writes everything anew; what lies there already is replaced.
     *
     * @param content the folder that becomes the package; rows, openings and statistics are in it
     * @param progress told how many of all rows have been passed
     */
    public static void write(Facts facts, Path content, LongConsumer progress) throws IOException {
        Files.createDirectories(content.resolve(Layout.LETTERS));
        for (LetterText letter : facts.letters()) {
            Files.write(content.resolve(letter.file()), letter.bytes());
        }
        Files.write(content.resolve(Layout.MANIFEST), ManifestFile.bytes(facts));
        Files.write(content.resolve(Layout.METHOD), Method.bytes(facts));
        new CoverLetter(facts).write(content.resolve(Layout.COVER_LETTER));
        new SignatoryList(facts, progress).write(content);
        Bag.pack(facts, content);
    }
}
