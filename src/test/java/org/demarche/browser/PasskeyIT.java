package org.demarche.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import org.demarche.audit.Role;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** A passkey from its making to its showing, in a real browser with a security key that is none. */
@OnThePortal
class PasskeyIT {
    private final PortalProcess portal;
    private final List<String> faults = new ArrayList<>();

    PasskeyIT(PortalProcess portal) {
        this.portal = portal;
    }

    private static Chromium browser(boolean scripts) {
        Chromium.missing().ifPresent(reason -> {
            System.err.println("\n*** " + reason + " ***\n");
            abort(reason);
        });
        return new Chromium(scripts);
    }

    private StaffMember invite(String address) throws Exception {
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            first.logIn();
            return first.invite(address, Role.ADMINISTRATOR);
        }
    }

    private void logIn(Chromium browser, StaffMember member, String to) throws Exception {
        browser.open(portal.at("/staff/login"));
        browser.type("email", member.email());
        browser.type("password", member.password());
        browser.press("#login button[type=submit]");
        browser.await(to);
    }

    private static void press(Chromium browser, String button) {
        browser.tabTo(button);
        browser.keys(Keys.ENTER);
    }

    private void look(Chromium browser, String name) throws Exception {
        browser.axe().forEach(fault -> faults.add(name + ": " + fault));
        for (Dimension size : List.of(Chromium.PHONE, Chromium.DESK)) {
            browser.resize(size);
            browser.photograph("passkey-" + name + "-" + size.width);
            if ((Long) browser.script("return document.documentElement.scrollWidth") > size.width) {
                faults.add(name + " scrolls sideways at " + size.width);
            }
        }
    }

    @Test
    void isMadeAndThenAskedForAtLogInByTheKeyboardAlone() throws Exception {
        try (StaffMember member = invite("passkey@factor.example");
                Chromium browser = browser(true)) {
            browser.plugSecurityKeyIn();
            logIn(browser, member, "/staff");
            browser.open(portal.at("/staff/access"));
            look(browser, "access");
            browser.tabTo("#passkey-name");
            browser.keys("Blue key");
            press(browser, "[id='passkey:add']");
            assertThat(browser.find("#codes").isDisplayed()).isTrue();
            assertThat(browser.text()).contains("Blue key", "not used yet");
            look(browser, "added");

            browser.press("#log-out button");
            logIn(browser, member, "/staff/factor");
            browser.open(portal.at("/staff/team"));
            assertThat(browser.path()).isEqualTo("/staff/factor");
            look(browser, "asked");
            press(browser, "[id='passkey:show-passkey']");
            browser.await("/staff/team");

            browser.open(portal.at("/staff/access"));
            assertThat(browser.text()).contains("Blue key", "last used");
            press(browser, ".keys input[type=submit]");
            browser.await("/staff/access");
            assertThat(browser.text()).doesNotContain("Blue key");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aBrowserWithoutAnythingToShowSaysSoAndACodeOnPaperLetsIn() throws Exception {
        try (StaffMember member = invite("lost-passkey@factor.example");
                Chromium here = browser(true)) {
            here.plugSecurityKeyIn();
            logIn(here, member, "/staff");
            here.open(portal.at("/staff/access"));
            here.type("passkey-name", "Phone");
            press(here, "[id='passkey:add']");
            String paper = here.find("#codes code").getText();

            try (Chromium elsewhere = browser(false)) {
                logIn(elsewhere, member, "/staff/factor");
                press(elsewhere, "[id='passkey:show-passkey']");
                assertThat(elsewhere.text()).contains("does not run the script of this page");
                elsewhere.type("code", paper);
                elsewhere.press("[id='factor:show']");
                elsewhere.await("/staff");
                assertThat(elsewhere.path()).isEqualTo("/staff");
            }
        }
    }
}
