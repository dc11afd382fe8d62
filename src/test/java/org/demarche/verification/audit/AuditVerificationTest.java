package org.demarche.verification.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.demarche.verification.input.Defect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditVerificationTest {
    private static final String NOTHING = "0".repeat(64);
    private static final int ENTRIES = 9;

    /** The chain as the format describes it, written here by hand. */
    private final List<String> lines = chain(1, ENTRIES, NOTHING, "");

    private static List<String> chain(int first, int last, String before, String mark) {
        List<String> lines = new ArrayList<>();
        String previous = before;
        for (int i = first; i <= last; i++) {
            String covered =
                    "{\"action\":\"log-in\",\"actor\":\"staff:%d\",\"at\":\"2026-11-24T08:00:00.00000%dZ\",\"detail\":{\"é\":\"%s\"},\"sequence\":%d,\"subject\":\"staff:%d\"}"
                            .formatted(i % 3, i % 10, mark, i, i % 3);
            String hash = sha256(previous, covered);
            lines.add(
                    covered.replace("},\"seq", "},\"hash\":\"" + hash + "\",\"previous\":\"" + previous + "\",\"seq"));
            previous = hash;
        }
        return lines;
    }

    private static String sha256(String previous, String covered) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(digest.digest(covered.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String line) {
        return line.replaceFirst(".*\"hash\":\"([0-9a-f]{64})\".*", "$1");
    }

    private static AuditReport verify(List<String> lines, PublishedHead... published) {
        return verify((String.join("\n", lines) + "\n").getBytes(UTF_8), published);
    }

    private static AuditReport verify(byte[] bytes, PublishedHead... published) {
        try {
            return AuditVerification.of(new ByteArrayInputStream(bytes), List.of(published));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long broken(AuditReport report) {
        return report.fault().orElseThrow().entry();
    }

    @Test
    void findsAWholeLogWhole() {
        AuditReport report = verify(lines);

        assertThat(report.isWhole()).isTrue();
        assertThat(report.first()).isEqualTo(1);
        assertThat(report.last()).isEqualTo(ENTRIES);
        assertThat(report.head()).isEqualTo(hash(lines.get(ENTRIES - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, ENTRIES})
    void namesAnEntryThatWasChanged(int entry) {
        lines.set(entry - 1, lines.get(entry - 1).replace("log-in", "log-on"));

        assertThat(broken(verify(lines))).isEqualTo(entry);
        assertThat(verify(lines).last()).isEqualTo(entry - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, ENTRIES - 1})
    void namesAnEntryThatWasReplacedByOneWithAHashThatFits(int entry) {
        String previous = entry == 1 ? NOTHING : hash(lines.get(entry - 2));
        lines.set(entry - 1, chain(entry, entry, previous, "forged").get(0));

        assertThat(broken(verify(lines))).isEqualTo(entry);
        assertThat(verify(lines).last()).isEqualTo(entry - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, ENTRIES - 1})
    void namesAnEntryThatWasRemoved(int entry) {
        lines.remove(entry - 1);

        assertThat(broken(verify(lines))).isEqualTo(entry);
    }

    @Test
    void namesTheFirstOfTwoThatWereSwapped() {
        Collections.swap(lines, 3, 5);

        assertThat(broken(verify(lines))).isEqualTo(4);
    }

    @Test
    void namesAnEntryThatStandsTwice() {
        lines.add(5, lines.get(4));

        assertThat(broken(verify(lines))).isEqualTo(5);
        assertThat(verify(lines).fault().get().reason()).contains("after entry 5");
    }

    @Test
    void anEndThatWasCutOffShowsAgainstAPublishedHead() {
        PublishedHead published = new PublishedHead(8, hash(lines.get(7)));
        List<String> cut = lines.subList(0, 6);

        assertThat(verify(lines, published).isWhole()).isTrue();
        assertThat(verify(cut).isWhole()).isTrue();
        assertThat(broken(verify(cut, published))).isEqualTo(7);
        assertThat(verify(cut, PublishedHead.of(published.hash())).isWhole()).isFalse();
    }

    @Test
    void aLogThatWasWrittenAnewShowsAgainstAPublishedHead() {
        PublishedHead published = new PublishedHead(4, hash(lines.get(3)));
        List<String> anew = chain(1, ENTRIES, NOTHING, "anew");

        assertThat(verify(anew).isWhole()).isTrue();
        assertThat(broken(verify(anew, published))).isEqualTo(4);
    }

    @Test
    void aPublishedHashAtAnotherNumberIsAContradiction() {
        assertThat(broken(verify(lines, new PublishedHead(3, hash(lines.get(3))))))
                .isEqualTo(3);
    }

    @Test
    void aPartMayBeginLater() {
        List<String> part = lines.subList(4, ENTRIES);
        PublishedHead before = new PublishedHead(2, hash(lines.get(1)));
        PublishedHead justBefore = new PublishedHead(4, hash(lines.get(3)));

        AuditReport report = verify(part, before, justBefore);

        assertThat(report.isWhole()).isTrue();
        assertThat(report.first()).isEqualTo(5);
        assertThat(report.heads()).extracting(AuditReport.Compared::entry).containsExactly(0L, 4L);
    }

    @Test
    void theFirstEntryFollowsNothing() {
        assertThat(broken(verify(chain(1, 2, "1".repeat(64), "")))).isEqualTo(1);
        assertThat(broken(verify(chain(2, 3, NOTHING, "")))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "\"x\"",
                "{\"action\":1}",
                "not JSON",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}"
            })
    void whatIsNoEntryIsSaidToBeNone(String line) {
        List<String> damaged = new ArrayList<>(lines);
        damaged.add(3, line);

        assertThat(broken(verify(damaged))).isEqualTo(4);
        assertThat(verify(damaged).fault().get().reason()).contains("line 4");
    }

    @Test
    void anEmptyFileAndOneThatEndsTooEarlyAreNoLogs() {
        assertThat(verify(new byte[0]).isWhole()).isFalse();
        assertThat(verify(String.join("\n", lines).getBytes(UTF_8)).isWhole()).isFalse();
    }

    @Test
    void aLineWithoutEndTakesNoMemory() {
        byte[] endless = new byte[5_000_000];
        Arrays.fill(endless, (byte) 'x');

        assertThat(verify(endless).fault().orElseThrow().reason()).contains("longer than");
    }

    @Test
    void whateverByteIsChangedItShows() {
        byte[] whole = (String.join("\n", lines.subList(0, 3)) + "\n").getBytes(UTF_8);
        for (int i = 0; i < whole.length; i++) {
            for (int flip : new int[] {1, 0x20, 0x80}) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) flip;
                assertThat(verify(changed).isWhole())
                        .as("byte %d ^ %x", i, flip)
                        .isFalse();
            }
        }
    }

    @Test
    void readsThePublishedList() throws IOException {
        String hash = hash(lines.get(3));

        assertThat(PublishedHead.list(List.of("# day, entry, hash", "2026-11-24 4 " + hash, "")))
                .containsExactly(new PublishedHead(4, hash));
        assertThatThrownBy(() -> PublishedHead.list(List.of("2026-11-24 four " + hash)))
                .isInstanceOf(Defect.class)
                .hasMessageContaining("line 1");
    }
}
