package org.demarche.verification;

import java.util.List;

/** The names and media types of the files in a package, in the order in which they stand in it. */
public final class Layout {

    /** The format's name and version, as {@code data/manifest.json} says them. */
    public static final String FORMAT = "demarche-package";

    public static final int VERSION = 2;

    /** The media type of the package, and the content of {@link #MIMETYPE}. */
    public static final String PACKAGE_MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";

    public static final String MIMETYPE = "mimetype";
    public static final String BAG_DECLARATION = "bagit.txt";
    public static final String BAG_INFO = "bag-info.txt";
    public static final String PAYLOAD_CHECKSUMS = "manifest-sha256.txt";
    public static final String TAG_CHECKSUMS = "tagmanifest-sha256.txt";

    /** One page for whoever holds a package and has never seen one. */
    public static final String START_HERE = "START-HERE.pdf";

    /** The folder of everything that the petition says; what lies outside only packs and seals it. */
    public static final String PAYLOAD = "data/";

    public static final String MANIFEST = PAYLOAD + "manifest.json";

    /** The tree's head as a signed note. */
    public static final String CHECKPOINT = PAYLOAD + "checkpoint.txt";

    /** Every text that was signed or is offered. */
    public static final String TEXTS = PAYLOAD + "letters.json";

    public static final String STATISTICS_PDF = PAYLOAD + "statistics.pdf";

    /** More languages than a cover letter is ever written in. */
    public static final int MOST_COVER_LETTERS = 6;

    /** More volumes than a list of signatories is ever bound in. */
    public static final int MOST_VOLUMES = 8;

    public static final String METHOD = PAYLOAD + "method.txt";
    public static final String STATISTICS = PAYLOAD + "statistics.json";
    public static final String ROWS = PAYLOAD + "rows.jsonl";

    /** The folder that a redacted copy lacks. */
    public static final String SIGNATORIES = PAYLOAD + "signatories/";

    public static final String OPENINGS = SIGNATORIES + "openings.jsonl";
    public static final String SIGNATORIES_CSV = SIGNATORIES + "signatories.csv";

    /** The list of files that ASiC-E asks for. */
    public static final String CONTAINER_MANIFEST = "META-INF/manifest.xml";

    /** What stands before the cover letters, and after them. */
    static final List<String> BEFORE_COVER_LETTERS = List.of(
            MIMETYPE,
            BAG_DECLARATION,
            BAG_INFO,
            PAYLOAD_CHECKSUMS,
            TAG_CHECKSUMS,
            START_HERE,
            MANIFEST,
            CHECKPOINT,
            TEXTS);

    static final List<String> AFTER_COVER_LETTERS = List.of(METHOD, STATISTICS, STATISTICS_PDF, ROWS);

    private Layout() {}

    /**
     * {@return the file name of the package itself}
     *
     * @param slug the petition's name in URLs
     * @param edition from 1
     */
    public static String packageName(String slug, int edition) {
        return slug + "-edition-" + edition + ".asice";
    }

    /** {@return the file name of the copy that names nobody} */
    public static String redactedName(String slug, int edition) {
        return slug + "-edition-" + edition + "-redacted.asice";
    }

    /**
     * {@return where the cover letter of one language lies}
     *
     * @param language BCP 47
     */
    public static String coverLetter(String language) {
        return PAYLOAD + "cover-letter-" + language + ".pdf";
    }

    /**
     * {@return where a volume of the list of signatories lies}
     *
     * @param volume from 1
     */
    public static String signatoriesVolume(int volume) {
        return SIGNATORIES + "signatories-" + volume + ".pdf";
    }

    /** {@return the member of {@link #TEXTS} that holds one text} */
    public static String textName(String language, long version) {
        return language + "-" + version;
    }

    /**
     * The media type under which the seal and {@code META-INF/manifest.xml} name a file.
     *
     * @param entry a file's name in the package
     * @throws IllegalArgumentException if the format knows no such kind of file
     */
    public static String mediaType(String entry) {
        return switch (entry.substring(entry.lastIndexOf('.') + 1)) {
            case "txt" -> "text/plain";
            case "json" -> "application/json";
            case "jsonl" -> "application/jsonl";
            case "csv" -> "text/csv";
            case "pdf" -> "application/pdf";
            default -> throw new IllegalArgumentException("No media type for " + entry);
        };
    }
}
