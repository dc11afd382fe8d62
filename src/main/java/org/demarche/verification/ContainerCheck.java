package org.demarche.verification;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.verification.input.Archive;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;

/** Is the file a whole and plain ZIP archive that holds the files of the format, in their order, and no others? */
final class ContainerCheck implements Check {

    private static final Pattern COVER_LETTER =
            Pattern.compile("data/cover-letter-" + Manifest.LANGUAGE.pattern() + "\\.pdf");
    private static final Pattern VOLUME = Pattern.compile("data/signatories/signatories-[1-9][0-9]*\\.pdf");
    private static final Pattern SEAL = Pattern.compile("META-INF/signatures[A-Za-z0-9]*\\.xml");

    @Override
    public String examine(Evidence evidence) throws IOException {
        Archive archive = evidence.open();
        checkLayout(archive.names());
        Map<String, String> digests = new LinkedHashMap<>();
        for (String name : archive.names()) {
            digests.put(name, digest(archive, name));
        }
        checkMimetype(archive);
        evidence.establishContainer(digests);
        return "a whole ZIP archive with the " + digests.size() + " files of "
                + (evidence.isRedacted() ? "a redacted copy, which names nobody," : "a full copy")
                + " and nothing else";
    }

    static boolean isSeal(String name) {
        return SEAL.matcher(name).matches();
    }

    /** {@return what a seal covers: all but the files that ASiC-E adds} */
    static List<String> sealedNames(Archive archive) {
        return archive.names().stream()
                .filter(name -> !name.equals(Layout.MIMETYPE) && !name.startsWith("META-INF/"))
                .toList();
    }

    /** Seals are left for the next check to count. */
    private static void checkLayout(List<String> names) throws Defect {
        List<String> expected = expected(names);
        for (String name : names) {
            if (!expected.contains(name) && !name.equals(Layout.CONTAINER_MANIFEST) && !isSeal(name)) {
                throw new Defect("there is a file that does not belong here: '" + name + "'");
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!names.contains(expected.get(i))) {
                throw new Defect("the file " + expected.get(i) + " is missing");
            }
            if (!names.get(i).equals(expected.get(i))) {
                throw new Defect("the file " + names.get(i) + " stands where " + expected.get(i) + " should");
            }
        }
        if (!names.contains(Layout.CONTAINER_MANIFEST)) {
            throw new Defect("the file " + Layout.CONTAINER_MANIFEST + " is missing");
        }
    }

    /** {@return the files that the package has to have, given which of two kinds it is and how much it was bound in} */
    private static List<String> expected(List<String> names) throws Defect {
        List<String> coverLetters = names.stream()
                .filter(name -> COVER_LETTER.matcher(name).matches())
                .toList();
        if (coverLetters.isEmpty() || coverLetters.size() > Layout.MOST_COVER_LETTERS) {
            throw new Defect("there are " + coverLetters.size() + " cover letters; a package has from 1 to "
                    + Layout.MOST_COVER_LETTERS);
        }
        List<String> expected = new ArrayList<>(Layout.BEFORE_COVER_LETTERS);
        expected.addAll(coverLetters);
        expected.addAll(Layout.AFTER_COVER_LETTERS);
        if (names.stream().anyMatch(name -> name.startsWith(Layout.SIGNATORIES))) {
            expected.add(Layout.OPENINGS);
            expected.add(Layout.SIGNATORIES_CSV);
            long volumes =
                    names.stream().filter(name -> VOLUME.matcher(name).matches()).count();
            for (int volume = 1; volume <= Math.min(Math.max(1, volumes), Layout.MOST_VOLUMES); volume++) {
                expected.add(Layout.signatoriesVolume(volume));
            }
        }
        return expected;
    }

    private static String digest(Archive archive, String name) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = archive.stream(name)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.hex(digest.digest());
    }

    private static void checkMimetype(Archive archive) throws IOException {
        String mediaType = Utf8.decode(archive.bytes(Layout.MIMETYPE, 100));
        if (archive.isDeflated(Layout.MIMETYPE) || !mediaType.equals(Layout.PACKAGE_MEDIA_TYPE)) {
            throw new Defect(Layout.MIMETYPE + " does not say " + Layout.PACKAGE_MEDIA_TYPE + ", uncompressed");
        }
    }
}
