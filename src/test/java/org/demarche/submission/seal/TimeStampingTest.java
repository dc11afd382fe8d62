package org.demarche.submission.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.demarche.submission.seal.LocalAuthority.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeStampingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
    private static final byte[] DIGEST = new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    };

    private static byte[] stamp(LocalAuthority authority) {
        return new TimeStamping(authority.address(), Duration.ofSeconds(2), Duration.ofMillis(10), NOW)
                .getTimeStampResponse(DigestAlgorithm.SHA256, DIGEST)
                .getBytes();
    }

    @Test
    void bringsTheTokenOfTheAuthority() throws IOException, TSPException, CMSException {
        try (LocalAuthority authority = new LocalAuthority(NOW, Answer.GOOD)) {
            TimeStampToken token = new TimeStampToken(new CMSSignedData(stamp(authority)));

            assertThat(token.getTimeStampInfo().getMessageImprintDigest()).isEqualTo(DIGEST);
            assertThat(token.getTimeStampInfo().getGenTime()).isEqualTo(NOW);
            assertThat(authority.asked()).isEqualTo(1);
        }
    }

    @Test
    void leavesOutWhatTheAuthorityAddedAndNobodySigned() throws IOException, TSPException, CMSException {
        try (LocalAuthority authority = new LocalAuthority(NOW, Answer.TALKATIVE)) {
            byte[] token = stamp(authority);

            assertThat(authority.asked()).isEqualTo(1);
            CMSSignedData signed = new CMSSignedData(token);
            assertThat(signed.getCRLs().getMatches(null)).isEmpty();
            assertThat(signed.getSignerInfos().getSigners()).allMatch(signer -> signer.getUnsignedAttributes() == null);
            assertThat(new TimeStampToken(signed).getTimeStampInfo().getMessageImprintDigest())
                    .isEqualTo(DIGEST);
            assertThatCode(() -> org.demarche.verification.stamp.TimeStampToken.read(token))
                    .as("what the verifier reads")
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesATimeBeforeWhatIsSealedWasThere() throws IOException {
        try (LocalAuthority authority = new LocalAuthority(NOW.minusSeconds(1), Answer.GOOD)) {
            assertThatThrownBy(() -> stamp(authority))
                    .isInstanceOf(TimeStampMissing.class)
                    .hasRootCauseMessage(
                            "The authority says 2026-11-23T17:59:59Z, which is before 2026-11-23T18:00:00Z");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GOOD", "TALKATIVE"})
    void asksAgainAfterAnAnswerThatIsNone(Answer bad) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(NOW, bad, Answer.GOOD)) {
            assertThat(stamp(authority)).isNotEmpty();
            assertThat(authority.asked()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GOOD", "TALKATIVE"})
    void givesUpAfterThreeTries(Answer bad) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(NOW, bad)) {
            assertThatThrownBy(() -> stamp(authority)).isInstanceOf(TimeStampMissing.class);
            assertThat(authority.asked()).isEqualTo(3);
        }
    }

    @Test
    void refusesAnAddressThatIsNotOfHttp() {
        for (String address : new String[] {"ftp://example.org/", "example.org", "http://exa mple.org"}) {
            assertThatThrownBy(() -> TimeStamping.by(address, NOW))
                    .isInstanceOf(TimeStampMissing.class)
                    .hasMessageContaining("demarche.tsa.url");
        }
    }
}
