package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.demarche.verification.HostileZip.Item;
import org.demarche.verification.VerificationReport.Outcome;
import org.demarche.verification.VerificationReport.Subject;
import org.demarche.verification.VerificationReport.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives whose files are as they were sealed, but which lie about them, or carry more. */
class HostileArchivesTest {

    private static final byte[] JUNK = "junk".getBytes(StandardCharsets.UTF_8);

    @Test
    void acceptsAnHonestRewriting() {
        assertThat(Samples.verified(HostileZip.of(Samples.GOOD_FILE).bytes()).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesInTheCheckOfTheContainer(String defect, Consumer<HostileZip> edit, String says) {
        HostileZip zip = HostileZip.of(Samples.GOOD_FILE);
        edit.accept(zip);
        assertThatContainerFails(zip.bytes(), says);
    }

    static Stream<Arguments> refusesInTheCheckOfTheContainer() {
        return Stream.of(
                lie("extra entry", zip -> add(zip, "data/extra.txt"), "does not belong here: 'data/extra.txt'"),
                lie("extra entry in META-INF", zip -> add(zip, "META-INF/container.xml"), "does not belong here"),
                lie("letter in a folder", zip -> add(zip, "data/letter/en-1.txt"), "does not belong here"),
                lie("doubled entry", zip -> zip.items.add(new Item("data/rows.jsonl", JUNK)), "two entries named"),
                lie("doubled in other case", zip -> add(zip, "DATA/rows.jsonl"), "two entries named"),
                lie(
                        "missing entry",
                        zip -> zip.items.remove(zip.item("data/method.txt")),
                        "data/method.txt is missing"),
                lie(
                        "no list of files",
                        zip -> zip.items.remove(zip.item("META-INF/manifest.xml")),
                        "manifest.xml is missing"),
                lie(
                        "entries out of order",
                        zip -> Collections.swap(zip.items, 1, 2),
                        "bag-info.txt stands where bagit"),
                lie("mimetype not first", zip -> Collections.swap(zip.items, 0, 1), "bagit.txt stands where mimetype"),
                lie("deflated mimetype", HostileArchivesTest::deflateMimetype, "uncompressed"),
                lie("other mimetype", zip -> zip.replace("mimetype", JUNK), "does not say application/vnd.etsi"),
                lie("path traversal", zip -> add(zip, "../../etc/passwd"), "leads out of its folder"),
                lie("traversal within", zip -> add(zip, "data/../x"), "leads out of its folder"),
                lie("absolute path", zip -> add(zip, "/etc/passwd"), "is an absolute path"),
                lie("drive letter", zip -> add(zip, "C:x"), "backslash or a colon"),
                lie("backslash", zip -> add(zip, "data\\x"), "backslash or a colon"),
                lie("folder", zip -> add(zip, "data/"), "is a folder"),
                lie("name with control character", zip -> add(zip, "data/\u001b[2J"), "other than plain ASCII"),
                lie("name with NUL", zip -> add(zip, "data/x\0.txt"), "other than plain ASCII"),
                lie("empty name", zip -> add(zip, ""), "other than plain ASCII"),
                lie("symbolic link", zip -> first(zip).externalAttributes = 0xA1FF0000, "symbolic link"),
                lie("folder attribute", zip -> first(zip).externalAttributes = 0x10, "symbolic link, a folder"),
                lie("encrypted", zip -> first(zip).flags = 1, "encrypted"),
                lie("unknown method", zip -> first(zip).method = 12, "packed by method 12"),
                lie("ZIP64 version", zip -> first(zip).versionNeeded = 45, "ZIP64"),
                lie("ZIP64 size", zip -> first(zip).size = 0xFFFFFFFFL, "ZIP64"),
                lie("extra field", zip -> first(zip).extra = JUNK, "extra field or a comment"),
                lie("entry comment", zip -> first(zip).entryComment = "hello", "extra field or a comment"),
                lie("archive comment", zip -> zip.comment = JUNK, "does not end like a ZIP"),
                lie("data before", zip -> zip.before = JUNK, "is said to begin at byte 4"),
                lie("data between", zip -> first(zip).betweenEntries = JUNK, "one before it ends at byte"),
                lie("data before directory", zip -> zip.beforeDirectory = JUNK, "belongs to no entry"),
                lie("overlapping entries", zip -> first(zip).offset = 0, "is said to begin at byte 0"),
                lie("too many claimed", zip -> zip.claimedEntries = 30, "damaged at its entry 21"),
                lie("too few claimed", zip -> zip.claimedEntries = 19, "belongs to no entry"),
                lie("very many claimed", zip -> zip.claimedEntries = 40000, "lists 40000 entries"),
                lie("other local name", zip -> first(zip).localName = "bagit.txs", "two headers"),
                lie("other local size", zip -> first(zip).localSize++, "two headers"),
                lie("size too small", zip -> resize(first(zip), -1), "is longer than"),
                lie("size too large", zip -> resize(first(zip), 1), "but its header says"),
                lie("wrong CRC", zip -> first(zip).crc ^= 1, "CRC-32"),
                lie("packed data too short", HostileArchivesTest::shorten, "is cut short"),
                lie("packed data too long", HostileArchivesTest::lengthen, "has packed data after its end"),
                lie("damaged packed data", zip -> Arrays.fill(first(zip).packed, (byte) 0xff), "is damaged"),
                lie("two sizes for a stored entry", zip -> resize(zip.item("mimetype"), 1), "names two sizes"),
                lie("bomb", zip -> zip.replace("data/method.txt", new byte[5_000_000]), "would swell"),
                lie("hidden bomb", HostileArchivesTest::hideBomb, "is longer than"));
    }

    @Test
    void refusesEveryTruncation() {
        int length = Samples.GOOD_FILE.length;
        for (int cut : new int[] {0, 1, 21, 22, 100, length / 2, length - 23, length - 22, length - 1}) {
            assertThatContainerFails(Arrays.copyOf(Samples.GOOD_FILE, cut), "");
        }
    }

    @Test
    void refusesWhatFollowsTheEnd() {
        assertThatContainerFails(Arrays.copyOf(Samples.GOOD_FILE, Samples.GOOD_FILE.length + 1), "does not end like");
    }

    @Test
    void refusesSizesThatFollowAnEntryAndDiffer() {
        byte[] file = Samples.GOOD_FILE.clone();
        int descriptor = new String(file, StandardCharsets.ISO_8859_1).indexOf("PK\u0007\b");
        file[descriptor + 8] ^= 1;
        assertThatContainerFails(file, "the sizes that follow the entry 'bagit.txt'");
    }

    private static void assertThatContainerFails(byte[] file, String says) {
        VerificationReport report = Samples.verified(file);
        assertThat(report.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(report.outcome(Subject.CONTAINER)).isInstanceOf(Outcome.Failed.class);
        assertThat(report.outcome(Subject.CONTAINER).sentence()).contains(says).doesNotContain("understood");
        assertThat(report.checks().subList(1, report.checks().size()))
                .allMatch(finding -> finding.outcome() instanceof Outcome.NotChecked);
    }

    private static Arguments lie(String defect, Consumer<HostileZip> edit, String says) {
        return arguments(defect, edit, says);
    }

    /** {@return the first entry after mimetype} */
    private static Item first(HostileZip zip) {
        return zip.items.get(1);
    }

    private static void add(HostileZip zip, String name) {
        zip.items.add(new Item(name, JUNK));
    }

    private static void resize(Item item, int by) {
        item.size += by;
        item.localSize += by;
    }

    private static void deflateMimetype(HostileZip zip) {
        Item deflated = new Item("bagit.txt", Layout.PACKAGE_MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));
        deflated.name = "mimetype";
        deflated.localName = "mimetype";
        zip.items.set(0, deflated);
    }

    private static void shorten(HostileZip zip) {
        Item item = first(zip);
        item.packed = Arrays.copyOf(item.packed, item.packed.length - 3);
        item.packedSize = item.packed.length;
    }

    private static void lengthen(HostileZip zip) {
        Item item = first(zip);
        item.packed = Arrays.copyOf(item.packed, item.packed.length + 3);
        item.packedSize = item.packed.length;
    }

    private static void hideBomb(HostileZip zip) {
        zip.replace("data/method.txt", new byte[50_000_000]);
        Item bomb = zip.item("data/method.txt");
        bomb.size = 1000;
        bomb.localSize = 1000;
    }
}
