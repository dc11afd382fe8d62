package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WayBackTest {
    private static final String LIST = "/staff/petitions/azimjan-askarov/signatures";

    @Test
    void aPageIsShownWithWhatItWasFilteredBy() {
        assertThat(WayBack.of("/staff/team", true, null)).isEqualTo("/staff/team");
        assertThat(WayBack.of(LIST + "?state=&country=CH", true, null)).isEqualTo(LIST + "?state=&country=CH");
    }

    @Test
    void whoSentAFormOrAskedForAFileComesBackToThePageItWasOn() {
        String page = "http://localhost:8080" + LIST + "?state=HELD&from=2026-11-01T00%3A00";

        assertThat(WayBack.of(LIST, false, page)).isEqualTo(LIST + "?state=HELD&from=2026-11-01T00%3A00");
        assertThat(WayBack.of(LIST + "/export?state=HELD&format=csv", true, page))
                .isEqualTo(LIST + "?state=HELD&from=2026-11-01T00%3A00");
    }

    @Test
    void whereTheBrowserSaysNothingOfThePageBeforeTheFormsOwnWillDo() {
        assertThat(WayBack.of(LIST, false, null)).isEqualTo(LIST);
        assertThat(WayBack.of("/staff/audit/export", true, null)).isEqualTo("/staff");
        assertThat(WayBack.of("/staff/audit/export", true, "no address")).isEqualTo("/staff");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "https://evil.example/staff",
                "//evil.example/staff",
                "/staff/../en/verify",
                "/staff/factor",
                "/staff/logout",
                "/staff/login",
                "/staff/audit/export",
                "/en/azimjan-askarov",
                "/staff?next=\r\nSet-Cookie: a=b",
                "/staff#main",
                ""
            })
    void nobodyIsLedElsewhere(String address) {
        assertThat(WayBack.within(address)).isEqualTo("/staff");
    }

    @Test
    void noOtherSiteSaysWhereOneGoes() {
        assertThat(WayBack.of("/staff/audit/export", true, "https://evil.example/a/page"))
                .isEqualTo("/staff");
    }
}
