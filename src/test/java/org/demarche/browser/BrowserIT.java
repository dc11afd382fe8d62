package org.demarche.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.TrialMailbox.Mail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** The public journey as people walk it: a real browser, with scripts and without, on a desk and on a phone. */
@OnThePortal
class BrowserIT {
    /** One with scripts and one without: to start a browser takes longer than a test. */
    private static final Map<Boolean, Chromium> BROWSERS = new HashMap<>();

    private final PortalProcess portal;
    private Chromium browser;

    BrowserIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeAll
    static void needsChromium() {
        Chromium.missing().ifPresent(reason -> {
            System.err.println("\n*** " + reason + " ***\n");
            abort(reason);
        });
    }

    @AfterAll
    static void close() {
        BROWSERS.values().forEach(Chromium::close);
        BROWSERS.clear();
    }

    /** Somebody who was never here. */
    private static Chromium visitor(boolean scripts) {
        Chromium browser = BROWSERS.computeIfAbsent(scripts, Chromium::new);
        browser.open("about:blank");
        browser.resize(Chromium.DESK);
        browser.complaints();
        return browser;
    }

    @ParameterizedTest(name = "scripts: {0}, the addressee sees: {1}")
    @CsvSource({"false, COUNTED", "false, INITIALS", "false, FULL", "true, COUNTED", "true, INITIALS", "true, FULL"})
    void signsAndConfirmsThroughTheTrialInbox(boolean scripts, String visibility) throws Exception {
        browser = visitor(scripts);
        String address = "browser-" + scripts + "-" + visibility.toLowerCase(Locale.ROOT) + "@example.org";

        browser.open(portal.at("/"));
        assertThat(browser.path()).isEqualTo("/en/azimjan-askarov");
        browser.type("name", "Browser Person");
        browser.type("email", address);
        browser.find("[name$='country']").sendKeys("Switzerland");
        browser.choose("[name$='visibility'][value='" + visibility + "']");
        browser.choose("[name$='consent']");
        if (!visibility.equals("COUNTED")) {
            browser.choose("[name$='handover']");
        }
        browser.press("#sign button[type=submit]");
        browser.await("/en/azimjan-askarov/check-inbox");

        Mail mail = portal.mailbox().await(address, 1);
        browser.open(mail.link());
        browser.photograph("confirm");
        browser.press("#confirm button[type=submit]");
        browser.await("/en/signature/");
        assertThat(browser.text()).contains("Browser Person");
        assertThat(browser.find("#visibility input[value='" + visibility + "']").isSelected())
                .isTrue();
        browser.photograph("signature");
        assertThat(browser.cookies()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void walksTheWholeWayWithTheKeyboardAlone() throws Exception {
        browser = visitor(true);
        browser.colours("light");
        browser.open(portal.at("/en/azimjan-askarov"));
        assertThat(browser.keys(Keys.TAB).getDomAttribute("href"))
                .as("first of all")
                .isEqualTo("#main");
        browser.tabTo("a[href='#sign']").sendKeys(Keys.ENTER);
        browser.tabTo("[name=name]");
        browser.keys("Keyboard Person");
        browser.tabTo("[name=email]");
        browser.keys("keyboard@example.org");
        browser.tabTo("[name=country]");
        browser.keys("Switz");
        browser.tabTo("[name=demands][value='2']");
        browser.keys(Keys.SPACE);
        browser.tabTo("[name=visibility]:checked");
        browser.keys(Keys.ARROW_DOWN);
        browser.tabTo("[name=consent]");
        browser.keys(Keys.SPACE);
        browser.tabTo("#sign button[type=submit]");
        browser.keys(Keys.ENTER);

        // Initials need the consent to the hand-over: the summary leads to where it is missing.
        assertThat(browser.find("[role=alert]").isDisplayed()).isTrue();
        browser.tabTo("[role=alert] a");
        browser.keys(Keys.ENTER);
        browser.tabTo("[name=handover], #handover");
        browser.keys(Keys.SPACE);
        browser.tabTo("#sign button[type=submit]");
        browser.keys(Keys.ENTER);
        browser.await("/en/azimjan-askarov/check-inbox");

        browser.open(portal.mailbox().await("keyboard@example.org", 1).link());
        browser.tabTo("#confirm button[type=submit]");
        browser.keys(Keys.ENTER);
        browser.await("/en/signature/");
        assertThat(browser.text()).contains("Keyboard Person", "Initials and country");
        browser.tabTo("#visibility [name=visibility]:checked");
        browser.keys(Keys.ARROW_UP);
        browser.tabTo("#visibility button[type=submit]");
        browser.keys(Keys.ENTER);
        assertThat(browser.find("[name=visibility][value=COUNTED]").isSelected())
                .isTrue();
        assertThat(browser.text()).contains("Your choice is saved");
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsWrong() throws IOException {
        browser = visitor(true);
        browser.open(portal.at("/en/azimjan-askarov"));
        browser.type("name", "Half Done");
        browser.press("#sign button[type=submit]");

        // The browser waits a while for what is not there yet.
        assertThat(browser.find("[role=alert]").isDisplayed()).isTrue();
        assertThat(browser.find("[name$='name']").getDomProperty("value")).isEqualTo("Half Done");
        browser.photograph("errors");
        browser.press("[role=alert] a");
        assertThat(browser.script("return document.activeElement.name || document.activeElement.id"))
                .asString()
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"en, ltr", "ru, ltr", "uz, ltr", "ar, rtl"})
    void fitsAPhoneAndADesk(String language, String direction) throws IOException {
        browser = visitor(true);
        for (Dimension size : List.of(Chromium.DESK, Chromium.PHONE)) {
            browser.resize(size);
            browser.open(portal.at("/" + language + "/azimjan-askarov"));
            browser.photograph("petition-" + language + "-" + size.width);

            assertThat(browser.script("return getComputedStyle(document.body).direction"))
                    .isEqualTo(direction);
            assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(size.width);
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
