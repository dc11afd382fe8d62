package org.demarche.signing.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.demarche.petition.Petition;
import org.demarche.petition.TestPetitions;
import org.demarche.signing.form.Stamps.Verdict;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final Petition petition = TestPetitions.shipped();
    private final Stamps stamps = stamps("key", 2);

    @Test
    void isGoodFromTheTimeAPersonNeedsUntilADayLater() {
        String stamp = stamps.fresh(petition, "en");

        assertThat(judge(stamp)).isEqualTo(Verdict.TOO_FAST);
        clock.pass(Duration.ofSeconds(2));
        assertThat(judge(stamp)).isEqualTo(Verdict.GOOD);
        clock.pass(Duration.ofDays(1).minusSeconds(2));
        assertThat(judge(stamp)).isEqualTo(Verdict.GOOD);
        clock.pass(Duration.ofSeconds(1));
        assertThat(judge(stamp)).isEqualTo(Verdict.TOO_OLD);
    }

    @Test
    void isRenewedAtOnceWhenTheClockHasJumped() {
        for (Duration jump : new Duration[] {Duration.ofDays(-1), Duration.ofDays(3)}) {
            String stamp = stamps.fresh(petition, "en");
            clock.pass(jump);

            assertThat(judge(stamp)).isIn(Verdict.INVALID, Verdict.TOO_OLD);
            assertThat(judge(stamps.renewed(petition, "en"))).isEqualTo(Verdict.GOOD);
        }
    }

    @Test
    void isTheSameForEveryoneWhoGetsTheSamePage() {
        assertThat(stamps.fresh(petition, "en")).isEqualTo(stamps.fresh(petition, "en"));
    }

    @Test
    void isGoodAtOnceWhereNoTimeIsAsked() {
        Stamps hasty = stamps("key", 0);

        assertThat(hasty.judge(hasty.fresh(petition, "en"), petition, "en")).isEqualTo(Verdict.GOOD);
    }

    @Test
    void sparesWhoeverWasRefusedASecondWait() {
        assertThat(judge(stamps.renewed(petition, "en"))).isEqualTo(Verdict.GOOD);
    }

    @Test
    void bindsToThePetitionAndTheLanguage() {
        String stamp = stamps.fresh(petition, "fr");
        clock.pass(Duration.ofMinutes(1));

        assertThat(judge(stamp)).isEqualTo(Verdict.INVALID);
        assertThat(stamps.judge(stamp, petition, "fr")).isEqualTo(Verdict.GOOD);
    }

    @Test
    void noticesThatTheTextHasChanged() {
        String changed = reseal(Long.toString(clock.instant().getEpochSecond()), "000000000000");
        clock.pass(Duration.ofMinutes(1));

        assertThat(judge(changed)).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void cannotBeMadeWithAnotherKeyOrMovedInTime() {
        String foreign = stamps("another key", 2).fresh(petition, "en");
        String own = stamps.fresh(petition, "en");
        String later = (clock.instant().getEpochSecond() + 1) + own.substring(own.indexOf('-'));
        clock.pass(Duration.ofMinutes(1));

        assertThat(judge(foreign)).isEqualTo(Verdict.INVALID);
        assertThat(judge(later)).isEqualTo(Verdict.INVALID);
    }

    @Test
    void doesNotComeFromTheFuture() {
        clock.pass(Duration.ofHours(1));
        String early = stamps.fresh(petition, "en");
        clock.pass(Duration.ofHours(-1));

        assertThat(judge(early)).isEqualTo(Verdict.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-2-3", "9999999999999-ad97faa6114b-00000000000000000000000000000000"})
    void refusesWhatIsNoStamp(String text) {
        assertThat(judge(text)).isEqualTo(Verdict.INVALID);
    }

    @Test
    void saysWhatIsWrongInTheBundlesWords() {
        assertThat(Verdict.GOOD.problem()).isEmpty();
        assertThat(Verdict.TOO_OLD.problem()).map(Problem::message).contains("petition.form.stamp.tooOld");
    }

    private Verdict judge(String stamp) {
        return stamps.judge(stamp, petition, "en");
    }

    private String reseal(String seconds, String text) {
        String sealed = String.join("\n", petition.slug(), "en", seconds, text);
        return seconds + "-" + text + "-"
                + HexFormat.of().formatHex(hash("key", sealed)).substring(0, 32);
    }

    private Stamps stamps(String key, long minimum) {
        return new Stamps(text -> hash(key, text), Duration.ofSeconds(minimum), clock);
    }

    private static byte[] hash(String key, String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((key + text).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
