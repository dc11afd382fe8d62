package org.demarche.signing.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.mail.DisposableDomains;
import org.demarche.signature.Flag;
import org.demarche.signing.form.SigningForm;
import org.demarche.testing.HandClock;
import org.junit.jupiter.api.Test;

class AdmittingTest {
    private static final Network HOME = new Network("home", Optional.empty(), Optional.empty());
    private static final Network EXIT = new Network("exit", Optional.empty(), Optional.of(Flag.TOR));
    private static final Network CAMPUS = new Network("campus", Optional.empty(), Optional.of(Flag.SHARED_NETWORK));

    private final Admitting admitting = new Admitting(
            new Limits(List.of(new Limit(1, Duration.ofMinutes(1))), new HandClock("2026-11-23T12:00:00Z")),
            new DisposableDomains());

    private Admission admit(String email, String unseen, Network network) {
        return admitting.admit(
                new SigningForm(null, "en", "Jane", email, "CH", List.of("1"), "COUNTED", true, false, false),
                unseen,
                network);
    }

    private static Admission flagged(Flag... flags) {
        return new Admission.Admitted(Set.of(flags));
    }

    @Test
    void admitsAnOrdinaryFormWithoutAFlag() {
        assertThat(admit("jane@example.org", "", HOME)).isEqualTo(flagged());
    }

    @Test
    void asksTooManyFromOneNetworkToWait() {
        admit("jane@example.org", "", HOME);

        assertThat(admit("john@example.org", "", HOME)).isEqualTo(new Admission.Later(Duration.ofSeconds(61)));
    }

    @Test
    void flagsWhatIsUnusualAndRefusesNothing() {
        assertThat(admit("jane@x.mailinator.com", "http://buy.example", HOME))
                .isEqualTo(flagged(Flag.DISPOSABLE_ADDRESS, Flag.UNSEEN_FIELD));
    }

    @Test
    void flagsExitsOfTorAndNeverMakesThemWait() {
        assertThat(admit("jane@example.org", "", EXIT)).isEqualTo(flagged(Flag.TOR));
        assertThat(admit("john@example.org", "", EXIT)).isEqualTo(flagged(Flag.TOR));
    }

    @Test
    void flagsASharedNetworkOnlyBeyondTheLimit() {
        assertThat(admit("jane@example.org", "", CAMPUS)).isEqualTo(flagged());
        assertThat(admit("john@example.org", "", CAMPUS)).isEqualTo(flagged(Flag.SHARED_NETWORK));
    }
}
