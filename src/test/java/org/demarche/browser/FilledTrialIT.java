package org.demarche.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.audit.Role;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** A trial that staff fill with signatures by nobody: every page with something on it, then everything gone again. */
class FilledTrialIT {
    private static final String STAFF = "/staff/petitions/azimjan-askarov";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 300;
    private static final Dimension NARROWEST = new Dimension(320, 640);

    private final List<String> faults = new ArrayList<>();

    private static Chromium browser() {
        Chromium.missing().ifPresent(reason -> {
            System.err.println("\n*** " + reason + " ***\n");
            abort(reason);
        });
        return new Chromium(true);
    }

    private static void press(Chromium browser, String button) {
        browser.tabTo(button);
        browser.keys(Keys.ENTER);
    }

    private static void await(Chromium browser, String address, String words) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        browser.open(address);
        while (!browser.text().contains(words)) {
            assertThat(System.nanoTime()).as(browser.text()).isLessThan(deadline);
            Thread.sleep(500);
            browser.open(address);
        }
    }

    /** What is wrong with the page as it stands: for axe, in either colours, on a desk and on a phone. */
    private void look(Chromium browser, String name) throws Exception {
        browser.axe().forEach(fault -> faults.add(name + ": " + fault));
        browser.colours("dark");
        browser.axeOnContrast().forEach(fault -> faults.add(name + " dark: " + fault));
        browser.colours("light");
        for (Dimension size : List.of(NARROWEST, Chromium.PHONE, Chromium.DESK)) {
            browser.resize(size);
            if (size.width > NARROWEST.width) {
                browser.photograph("filled-" + name + "-" + size.width);
            }
            if ((Long) browser.script("return document.documentElement.scrollWidth") > size.width) {
                faults.add(name + " scrolls sideways at " + size.width);
            }
            Object cut = browser.script("return [...document.querySelectorAll('.button')]"
                    + ".filter(button => button.scrollWidth > button.clientWidth + 1)"
                    + ".map(button => button.value || button.textContent).join()");
            if (!"".equals(cut)) {
                faults.add(name + " cuts off at " + size.width + ": " + cut);
            }
        }
    }

    @Test
    void isFilledSeenEverywhereCompiledAndEmptiedAgain() throws Exception {
        try (Chromium browser = browser();
                PortalProcess portal = PortalProcess.start("filled", Map.of());
                StaffMember staff = new StaffMember(portal);
                Visitor visitor = new Visitor(portal)) {
            staff.setUp();
            staff.logIn();
            staff.invite("auditor@filled.example", Role.AUDITOR).close();
            browser.open(portal.at("/staff/login"));
            browser.type("email", staff.email());
            browser.type("password", staff.password());
            browser.press("#login button[type=submit]");
            browser.await("/staff");

            browser.open(portal.at(STAFF + "/trial"));
            browser.type("number", Integer.toString(MANY));
            press(browser, "[id='fill:go']");
            await(browser, portal.at(STAFF + "/trial").toString(), "There are " + MANY);
            look(browser, "trial");

            overviewAndDashboard(browser, portal);
            signatures(browser, portal);
            transparency(browser, portal);
            rulesAndKeys(browser, portal);
            accountability(browser, portal);

            assertThat(visitor.open("/en/azimjan-askarov").asNormalizedText())
                    .contains("It is filled with generated signatures");
            assertThat(staff.awaitPackage(staff.compile()).getPath()).endsWith(".asice");

            browser.open(portal.at(STAFF + "/trial"));
            press(browser, "[id='empty:all']");
            await(browser, portal.at(STAFF + "/signatures?state=").toString(), "No signature matches");
            assertThat(visitor.open("/en/azimjan-askarov").asNormalizedText()).doesNotContain("generated signatures");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(faults).isEmpty();
    }

    private void overviewAndDashboard(Chromium browser, PortalProcess portal) throws Exception {
        browser.open(portal.at(STAFF));
        assertThat(browser.text()).contains("It is filled with generated signatures");
        look(browser, "overview");
        await(browser, portal.at(STAFF + "/dashboard").toString(), "Switzerland");
        browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
        look(browser, "dashboard");
    }

    private void signatures(Chromium browser, PortalProcess portal) throws Exception {
        browser.open(portal.at(STAFF + "/signatures?state="));
        browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
        look(browser, "signatures");
        press(browser, "#to-decision");
        press(browser, "[id='table:names']");
        assertThat(browser.find(".person").getText()).startsWith("Generated Person");
        press(browser, ".pick a");
        browser.await(STAFF + "/signatures/");
        assertThat(browser.find("h1").getText()).contains("Generated");
        look(browser, "signature");
    }

    /** What staff decided about many is told to everybody, with its reason and in numbers that single nobody out. */
    private void transparency(Chromium browser, PortalProcess portal) throws Exception {
        browser.open(portal.at(STAFF + "/signatures?state=&country=CH"));
        press(browser, "#to-decision");
        browser.tabTo("#choice");
        browser.keys("It seems to have been sent");
        press(browser, "[id='table:many']");
        browser.await(STAFF + "/bulk/");
        press(browser, "[id='act:confirm']");
        await(browser, portal.at(browser.path()).toString(), "Left as they were");
        browser.open(portal.at("/en/azimjan-askarov/transparency"));
        assertThat(browser.find("tbody th").getText())
                .isEqualTo("It seems to have been sent by a program, not by a person.");
        look(browser, "transparency");
    }

    private void rulesAndKeys(Chromium browser, PortalProcess portal) throws Exception {
        browser.open(portal.at(STAFF + "/rules"));
        browser.choose("#kind-DOMAIN");
        browser.type("threshold", "2");
        browser.type("minutes", "60");
        press(browser, "[id='rule:try']");
        look(browser, "rule-tried");
        press(browser, "[id='rule:off']");
        assertThat(browser.find(".ledger th[scope=row]").getText()).contains("2 signatures or more");
        look(browser, "rules");
        browser.open(portal.at(STAFF + "/keys"));
        browser.type("holder", "Ann");
        press(browser, "[id='begin:go']");
        assertThat(browser.text()).contains("ceremony.jar open");
        look(browser, "keys");
    }

    /** Who looks into the log reads whom an entry means, though the log itself names nobody. */
    private void accountability(Chromium browser, PortalProcess portal) throws Exception {
        browser.open(portal.at("/staff/audit"));
        assertThat(browser.text()).contains("read-names", "staff:1", "Maria");
        press(browser, "[id='check:now']");
        assertThat(browser.find("[role=status]").getText()).contains("The log is whole");
        look(browser, "audit");
        browser.open(portal.at("/staff/team"));
        look(browser, "team");
        browser.open(portal.at("/staff/partners"));
        browser.type("name", "A partner");
        browser.type("contact", "partner@filled.example");
        browser.press("main form input[type=submit]");
        look(browser, "partners");
    }
}
