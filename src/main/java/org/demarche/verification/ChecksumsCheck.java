package org.demarche.verification;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Archive;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Utf8;

/** Is the package, unzipped, a complete BagIt bag (RFC 8493), so that {@code sha256sum -c} finds it whole too? */
final class ChecksumsCheck implements Check {

    private static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    private static final Pattern CHECKSUM = Pattern.compile("([0-9a-f]{64})  (\\S+)");
    private static final Pattern TAG = Pattern.compile("[A-Za-z-]+: \\S.*");
    private static final String OXUM = "Payload-Oxum: ";

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Archive archive = evidence.archive();
        List<String> payload = archive.names().stream()
                .filter(name -> name.startsWith(Layout.PAYLOAD))
                .toList();
        List<String> tags = List.of(
                Layout.BAG_DECLARATION, Layout.BAG_INFO, Layout.PAYLOAD_CHECKSUMS, Layout.START_HERE);
        if (!text(archive, Layout.BAG_DECLARATION).equals(DECLARATION)) {
            throw new Defect(Layout.BAG_DECLARATION + " does not declare a bag of BagIt 1.0 in UTF-8");
        }
        checkInfo(archive, payload);
        checkSums(evidence, Layout.PAYLOAD_CHECKSUMS, payload);
        checkSums(evidence, Layout.TAG_CHECKSUMS, tags);
        return "the checksums of " + payload.size() + " files of content and " + tags.size() + " files around it agree";
    }

    private static void checkInfo(Archive archive, List<String> payload) throws IOException {
        long octets = 0;
        for (String name : payload) {
            octets += archive.size(name);
        }
        List<String> lines = lines(archive, Layout.BAG_INFO);
        if (!lines.stream().allMatch(line -> TAG.matcher(line).matches())) {
            throw new Defect(Layout.BAG_INFO + " has a line that is not a label and a value");
        }
        String expected = OXUM + octets + "." + payload.size();
        List<String> said = lines.stream().filter(line -> line.startsWith(OXUM)).toList();
        if (!said.equals(List.of(expected))) {
            throw new Defect(Layout.BAG_INFO + " should say '" + expected + "' once, but says " + said);
        }
    }

    private static void checkSums(Evidence evidence, String file, List<String> names) throws IOException, Unavailable {
        Set<String> listed = new HashSet<>();
        for (String line : lines(evidence.archive(), file)) {
            Matcher checksum = CHECKSUM.matcher(line);
            if (!checksum.matches()) {
                throw new Defect(file + " has a line that is not a checksum and a name: " + line);
            }
            String name = checksum.group(2);
            if (!names.contains(name) || !listed.add(name)) {
                throw new Defect(file + " lists a file that it should not, or twice: " + name);
            }
            String digest = evidence.digests().get(name);
            if (!digest.equals(checksum.group(1))) {
                throw new Defect(
                        file + " says that " + name + " has SHA-256 " + checksum.group(1) + ", but it has " + digest);
            }
        }
        for (String name : names) {
            if (!listed.contains(name)) {
                throw new Defect(file + " does not list " + name);
            }
        }
    }

    private static List<String> lines(Archive archive, String file) throws IOException {
        String text = text(archive, file);
        if (!text.endsWith("\n")) {
            throw new Defect(file + " does not end in a line feed");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    private static String text(Archive archive, String file) throws IOException {
        try {
            return Utf8.decode(archive.bytes(file, Evidence.SMALL));
        } catch (Defect defect) {
            throw defect.in(file);
        }
    }
}
