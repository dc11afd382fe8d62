package org.demarche.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** A moderator's day in a real browser, by the keyboard alone; axe looks over their shoulder at every step. */
@OnThePortal
class ModeratingIT {
    private static final String SIGNATURES = "/staff/petitions/azimjan-askarov/signatures";
    private static Chromium browser;

    private final PortalProcess portal;
    private final List<String> faults = new ArrayList<>();

    ModeratingIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeAll
    static void open() {
        Chromium.missing().ifPresent(reason -> {
            System.err.println("\n*** " + reason + " ***\n");
            abort(reason);
        });
        browser = new Chromium(true);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** Somebody signs with a throw-away address; returns their own page. */
    private HtmlPage signed(Visitor visitor, String email) throws Exception {
        visitor.openForm("en")
                .fill("Moderated Person", email, "CH")
                .tick("consent")
                .send();
        HtmlPage confirmation = visitor.open(portal.mailbox().await(email, 1).link());
        return confirmation.<HtmlButton>querySelector("form#confirm button").click();
    }

    private void logIn() throws Exception {
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            browser.open(portal.at("/staff/login"));
            browser.type("email", first.email());
            browser.type("password", first.password());
            browser.press("#login button[type=submit]");
            browser.await("/staff");
        }
    }

    /** What is wrong with the page as it stands, on a desk and on a phone. */
    private void look(String name) throws Exception {
        browser.axe().forEach(fault -> faults.add(name + ": " + fault));
        for (Dimension size : List.of(Chromium.PHONE, Chromium.DESK)) {
            browser.resize(size);
            browser.photograph("staff-" + name + "-" + size.width);
            if ((Long) browser.script("return document.documentElement.scrollWidth") > size.width) {
                faults.add(name + " scrolls sideways at " + size.width);
            }
        }
    }

    private void choose(String reason) {
        browser.tabTo("#choice");
        browser.keys(reason);
    }

    private void press(String button) {
        browser.tabTo(button);
        browser.keys(Keys.ENTER);
    }

    @Test
    void decidesReadsAndDecidesAboutManyByTheKeyboardAlone() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            List<HtmlPage> own = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                own.add(signed(visitor, "moderated" + i + "@mailinator.com"));
            }
            logIn();

            browser.colours("light");
            browser.open(portal.at(SIGNATURES));
            look("queue");
            browser.tabTo("input[name=one]");
            browser.keys(Keys.SPACE);
            choose("It seems to have been sent");
            press("[id='table:decide']");
            assertThat(browser.find("[role=status]").getText()).contains("Decided about 1 signature");
            look("decided");

            press("[id='table:names']");
            assertThat(browser.find(".person").isDisplayed()).isTrue();
            look("names");

            press(".pick a");
            browser.await(SIGNATURES + "/");
            look("signature");
            choose("A person looked");
            press("[id='decision:decide']");
            assertThat(browser.find("[role=status]").getText()).contains("Decided about 1 signature");
            assertThat(browser.find("h1").getText()).contains("Counted");

            browser.open(portal.at(SIGNATURES + "?state=&country=CH&flag=DISPOSABLE_ADDRESS"));
            choose("The same person");
            press("[id='table:many']");
            browser.await("/staff/petitions/azimjan-askarov/bulk/");
            assertThat(browser.text()).contains("match and can be decided so");
            look("counted");
            press("[id='act:confirm']");
            awaitTitle("Decided");
            look("done");
            assertThat(texts(visitor, own)).allMatch(text -> text.contains("Not counted"));

            press("[id='act:undo']");
            browser.await("/staff/petitions/azimjan-askarov/bulk/");
            awaitTitle("Taken back");
            assertThat(texts(visitor, own)).anyMatch(text -> text.contains("was taken back"));
            browser.open(portal.at("/staff/reasons"));
            look("reasons");
        }
        assertThat(faults).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        browser.forgetCookies();
    }

    /** The page looks again by itself until the portal is done. */
    private static void awaitTitle(String title) throws InterruptedException {
        for (int i = 0; i < 200 && !title().equals(title); i++) {
            Thread.sleep(100);
        }
        assertThat(title()).isEqualTo(title);
    }

    /** Asked in one step: between two, the page may have made way for the next. */
    private static String title() {
        Object title = browser.script("return document.querySelector('h1') && document.querySelector('h1').innerText");
        return String.valueOf(title).strip();
    }

    private static List<String> texts(Visitor visitor, List<HtmlPage> pages) throws Exception {
        List<String> texts = new ArrayList<>();
        for (HtmlPage page : pages) {
            texts.add(visitor.open(page.getUrl().toURI()).getBody().getTextContent());
        }
        return texts;
    }
}
