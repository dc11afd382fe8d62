package org.demarche.submission.documents;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.demarche.submission.rows.CanonicalJson;
import org.demarche.verification.Layout;

/** Writes all documents of an edition beside its rows, and the checksums over everything. */
public final class Documents {
    private Documents() {}

    /**
     * Writes everything anew; what lies there already is replaced.
     *
     * @param checkpoint the tree's head as a signed note
     * @param content the folder that becomes the package; rows, openings and statistics are in it
     * @param progress told how many of all rows have been passed
     */
    public static void write(Facts facts, byte[] checkpoint, Path content, LongConsumer progress) throws IOException {
        removePapers(content.resolve(Layout.PAYLOAD));
        removePapers(content.resolve(Layout.SIGNATORIES));
        Map<String, String> texts =
                facts.letters().stream().collect(Collectors.toMap(LetterText::name, LetterText::text));
        Files.write(content.resolve(Layout.TEXTS), CanonicalJson.bytes(texts));
        Files.write(content.resolve(Layout.MANIFEST), ManifestFile.bytes(facts));
        Files.write(content.resolve(Layout.CHECKPOINT), checkpoint);
        Files.write(content.resolve(Layout.METHOD), Method.bytes(facts));
        for (String language : facts.languages()) {
            new CoverLetter(facts).write(content.resolve(Layout.coverLetter(language)));
        }
        page(facts, "START HERE", content.resolve(Layout.START_HERE));
        page(facts, facts.statistics().toString(), content.resolve(Layout.STATISTICS_PDF));
        new SignatoryList(facts, progress).write(content);
        Contents contents = new Contents(facts, content);
        Bag bag = new Bag(facts, contents);
        bag.pack(Copy.FULL);
        bag.pack(Copy.REDACTED);
    }

    /** There may have been more of them, when keys or languages were others. */
    private static void removePapers(Path folder) throws IOException {
        try (DirectoryStream<Path> papers = Files.newDirectoryStream(folder, "*.pdf")) {
            for (Path paper : papers) {
                Files.delete(paper);
            }
        }
    }

    private static void page(Facts facts, String words, Path file) throws IOException {
        Document document = new Document(PageSize.A4);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ArchivablePdf.open(document, out, facts, facts.fileName());
            Paragraph paragraph = new Paragraph();
            paragraph.addAll(new Typeface(10, Fonts.SERIF).set(words));
            document.add(paragraph);
            document.close();
        }
    }
}
