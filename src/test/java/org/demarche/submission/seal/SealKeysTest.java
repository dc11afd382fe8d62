package org.demarche.submission.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealKeysTest {
    @TempDir
    private Path folder;

    private SealKeys keys(boolean trial) {
        return keysAt(trial, "2026-11-23T18:00:00Z");
    }

    private SealKeys keysAt(boolean trial, String now) {
        return new SealKeys(new KeySettings(folder, trial), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    @Test
    void makesAKeyInTrialThatSaysSoAndKeepsIt() throws IOException {
        SealKey made = keys(true).key("Example organisation");

        assertThat(made.certificate().getSubjectX500Principal().getName())
                .contains("CN=TRIAL", "O=Example organisation");
        assertThat(keys(true).key("Another").certificate()).isEqualTo(made.certificate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("seal.p12"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesToMakeOneOutsideTheTrial() {
        assertThatThrownBy(() -> keys(false).key("Example organisation"))
                .isInstanceOf(SealKeyUnfit.class)
                .hasMessageContaining("seal.p12");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void usesTheOrganisationsOwnOutsideTheTrial() {
        SealKey own = keys(true).key("Example organisation");

        assertThat(keys(false).key("ignored").certificate()).isEqualTo(own.certificate());
    }

    @Test
    void refusesAWrongPasswordWithoutSayingIt() throws IOException {
        keys(true).key("Example organisation");
        Files.writeString(folder.resolve("seal.password"), "wrong-password");

        assertThatThrownBy(() -> keys(true).key("Example organisation"))
                .isInstanceOf(SealKeyUnfit.class)
                .hasMessageNotContaining("wrong-password");
    }

    @Test
    void refusesACertificateThatHasExpired() {
        keys(true).key("Example organisation");

        assertThatThrownBy(() -> keysAt(true, "2046-01-01T00:00:00Z").key("Example organisation"))
                .isInstanceOf(SealKeyUnfit.class);
    }

    @Test
    void takesAKeyThatHasChangedFromThenOn() throws IOException {
        SealKeys keys = keys(true);
        SealKey first = keys.key("Example organisation");
        assertThat(keys.key("Example organisation").fingerprint()).isEqualTo(first.fingerprint());

        Files.delete(folder.resolve("seal.p12"));
        SealKey second = keys.key("Example organisation");

        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
    }
}
