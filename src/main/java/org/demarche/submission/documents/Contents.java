package org.demarche.submission.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.verification.Layout;

/** The files of a package in the order in which they stand in it, the seal's own apart. */
public final class Contents {
    /** The JDK's secure validation of XML signatures takes no more references, the one to the properties included. */
    private static final int MOST_SEALED = 28;

    /** What each copy has of its own. */
    private static final List<String> CHECKSUMS =
            List.of(Layout.BAG_DECLARATION, Layout.BAG_INFO, Layout.PAYLOAD_CHECKSUMS, Layout.TAG_CHECKSUMS);

    private final Path content;
    private final List<String> languages;

    /**
     * Looks into a folder.
     *
     * @param content where the package is made
     */
    public Contents(Facts facts, Path content) {
        this(facts.languages(), content);
    }

    /** @param languages of cover letters, the addressee's first */
    Contents(List<String> languages, Path content) {
        this.content = content;
        this.languages = List.copyOf(languages);
    }

    /**
     * {@return every file that is sealed, by its name in the package}
     *
     * @throws IllegalStateException if a seal cannot cover so many
     */
    public Map<String, Path> sealed(Copy copy) {
        Map<String, Path> files = new LinkedHashMap<>();
        CHECKSUMS.forEach(name -> files.put(name, checksums(copy).resolve(name)));
        files.put(Layout.START_HERE, content.resolve(Layout.START_HERE));
        payload(copy).forEach(name -> files.put(name, content.resolve(name)));
        if (files.size() > MOST_SEALED) {
            throw new IllegalStateException("A seal covers " + MOST_SEALED + " files, not " + files.size());
        }
        return files;
    }

    /** {@return every file under {@code data/}} */
    List<String> payload(Copy copy) {
        List<String> files = new ArrayList<>(List.of(Layout.MANIFEST, Layout.CHECKPOINT, Layout.TEXTS));
        languages.stream().map(Layout::coverLetter).forEach(files::add);
        files.addAll(List.of(Layout.METHOD, Layout.STATISTICS, Layout.STATISTICS_PDF, Layout.ROWS));
        if (copy == Copy.FULL) {
            files.addAll(List.of(Layout.OPENINGS, Layout.SIGNATORIES_CSV));
            volumes().forEach(files::add);
        }
        return files;
    }

    /** The list of signatories, in as many volumes as there are. */
    private Stream<String> volumes() {
        return IntStream.rangeClosed(1, Layout.MOST_VOLUMES)
                .mapToObj(Layout::signatoriesVolume)
                .filter(volume -> volume.equals(Layout.signatoriesVolume(1)) || Files.exists(content.resolve(volume)));
    }

    /** Where the checksums of a copy lie: those of the full one beside what they speak of. */
    Path checksums(Copy copy) {
        return copy == Copy.FULL ? content : content.resolveSibling("redacted");
    }
}
