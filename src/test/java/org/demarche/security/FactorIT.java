package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.demarche.audit.Role;
import org.demarche.testing.Authenticator;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSubmitInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The second factor over HTTP: set up, shown at log-in, shown again, lost. */
@OnThePortal
class FactorIT {
    private final PortalProcess portal;
    private StaffMember member;

    FactorIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeEach
    void inviteSomebody(TestInfo test) throws Exception {
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            first.logIn();
            String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
            member = first.invite(
                    name.substring(0, Math.min(40, name.length())) + "@factor.example", Role.ADMINISTRATOR);
        }
    }

    @AfterEach
    void leave() {
        member.close();
    }

    private HtmlPage show(HtmlPage page, String code) throws Exception {
        HtmlForm form = page.getHtmlElementById("factor");
        form.getInputByName("code").setValue(code);
        return form.<HtmlSubmitInput>getInputByName("factor:show").click();
    }

    private static String path(HtmlPage page) {
        return page.getUrl().getPath();
    }

    @Test
    void inATrialAPasswordIsEnoughAndEveryPageAdvisesAgainstIt() throws Exception {
        HtmlPage page = member.open("/staff/team");

        assertThat(path(page)).isEqualTo("/staff/team");
        assertThat(page.asNormalizedText()).contains("protected by its password alone");
    }

    @Test
    void onceSetUpItIsAskedForAtLogInAndNoCodeIsTakenTwice() throws Exception {
        Authenticator phone = member.setUpCodes();
        assertThat(member.open("/staff").asNormalizedText()).doesNotContain("protected by its password alone");
        member.logOut();

        HtmlPage asked = member.logIn();
        assertThat(path(asked)).isEqualTo("/staff/factor");
        assertThat(path(member.open("/staff/team"))).isEqualTo("/staff/factor");
        assertThat(path(member.open("/staff/access"))).isEqualTo("/staff/factor");

        HtmlPage refused = show(asked, "000000");
        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
        String code = phone.next();
        HtmlPage in = show(refused, code);
        assertThat(path(in)).isEqualTo("/staff");

        member.logOut();
        HtmlPage replayed = show(member.logIn(), code);
        assertThat(path(replayed)).isEqualTo("/staff/factor");
        assertThat(replayed.asNormalizedText()).contains("was used already");
    }

    @Test
    void aCodeOnPaperLeadsBackToWhereOneWasGoing() throws Exception {
        member.setUpCodes();
        String paper = member.codesOnPaper().get(0);
        member.logOut();
        member.logIn();

        HtmlPage back = show(member.open("/staff/team"), paper);
        assertThat(path(back)).isEqualTo("/staff/team");

        member.logOut();
        assertThat(show(member.logIn(), paper).getWebResponse().getStatusCode()).isEqualTo(422);
    }

    @Test
    void aNewPasswordNeedsTheOneBeforeAndEndsEveryLogIn() throws Exception {
        try (StaffMember elsewhere = member.inAnotherBrowser()) {
            elsewhere.logIn();
            HtmlPage refused = change(member.open("/staff/access"), "not the password", "lantern goat thirty");
            assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
            assertThat(refused.asNormalizedText()).contains("This is not your password");
            HtmlPage tooShort = change(refused, member.password(), "short");
            assertThat(tooShort.getWebResponse().getStatusCode()).isEqualTo(422);

            HtmlPage changed = change(tooShort, member.password(), "lantern goat thirty");

            assertThat(changed.asNormalizedText()).contains("Your password is changed");
            assertThat(path(elsewhere.open("/staff"))).isEqualTo("/staff/login");
            assertThat(path(member.logIn())).as("with the one before").isEqualTo("/staff/login");
            assertThat(path(member.logIn("lantern goat thirty"))).isEqualTo("/staff");
        }
    }

    private static HtmlPage change(HtmlPage page, String before, String chosen) throws Exception {
        HtmlForm form = page.getHtmlElementById("password-change");
        form.getInputByName("before").setValue(before);
        form.getInputByName("password").setValue(chosen);
        return form.<HtmlSubmitInput>getInputByName("password-change:change").click();
    }

    @Test
    void nobodyIsLedElsewhere() throws Exception {
        member.setUpCodes();
        HtmlPage page = member.open("/staff/factor?next=https://evil.example/staff");
        DomNode next = page.querySelector("input[name=next]");

        assertThat(next.getAttributes().getNamedItem("value").getNodeValue()).isEqualTo("/staff");
    }

    @Test
    void whoLogsOutEverywhereIsOutInTheOtherBrowserToo() throws Exception {
        try (StaffMember elsewhere = member.inAnotherBrowser()) {
            elsewhere.logIn();
            HtmlPage access = member.open("/staff/access");
            HtmlForm form = access.getHtmlElementById("everywhere");
            form.<HtmlSubmitInput>getInputByName("everywhere:log-out-everywhere")
                    .click();

            assertThat(path(member.open("/staff"))).isEqualTo("/staff/login");
            assertThat(path(elsewhere.open("/staff"))).isEqualTo("/staff/login");
        }
    }
}
