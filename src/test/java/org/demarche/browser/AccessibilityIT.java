package org.demarche.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.demarche.browser.PublicPages.Stop;
import org.demarche.security.StaffAddresses;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Dimension;

/**
 * Every page in a real browser, left to right and right to left: WCAG 2.2 AA and axe's best practice in light and
 * dark, no sideways scrolling on a narrow phone or at 200 % zoom, nothing from elsewhere, no cookie, no complaint.
 */
@OnThePortal
class AccessibilityIT {
    /** WCAG 1.4.10: 320 CSS pixels, which is also 1280 at 400 %; and half a desk, which is 200 %. */
    private static final List<Dimension> NARROW = List.of(new Dimension(320, 640), new Dimension(640, 450));

    private static Chromium browser;

    private final PortalProcess portal;

    AccessibilityIT(PortalProcess portal) {
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

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void letsEverybodyUseEveryPage(String language) throws Exception {
        List<String> found = new ArrayList<>();
        for (Stop stop : new PublicPages(portal, language).prepare()) {
            browser.open(portal.at(stop.path()));
            stop.form().ifPresent(form -> browser.press("#" + form + " button[type=submit]"));
            inspect(stop.isRefusal(), language.equals("en")).forEach(fault -> found.add(stop + ": " + fault));
        }
        assertThat(found).isEmpty();
        assertThat(browser.cookies()).isZero();
    }

    @Test
    void letsStaffUseEveryPage() throws IOException {
        List<String> found = new ArrayList<>();
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            browser.open(portal.at("/staff/login"));
            browser.type("email", first.email());
            browser.type("password", first.password());
            browser.press("#login button[type=submit]");
        }
        for (String path : StaffAddresses.pages()) {
            browser.open(portal.at(path));
            inspect(true, true).forEach(fault -> found.add(path + ": " + fault));
        }
        assertThat(found).isEmpty();
        browser.forgetCookies();
    }

    @Test
    void wouldSayWhatIsWrong() {
        browser.open(portal.at("/en/verify"));
        browser.script("document.querySelector('main').innerHTML = '<img src=\"data:,\">"
                + "<p style=\"color:#aaa;background:#fff;width:2000px\">pale and wide</p>'");
        // The page's own policy forbids styles in attributes; what the test sets itself is not asked about.
        browser.script("const p = document.querySelector('main p'); p.style.color = '#aaa';"
                + " p.style.background = '#fff'; p.style.width = '2000px'");

        assertThat(browser.axe()).anyMatch(fault -> fault.startsWith("image-alt"));
        assertThat(browser.axe()).anyMatch(fault -> fault.startsWith("color-contrast"));
        assertThat(sideways(NARROW.get(0))).isPositive();
        browser.resize(Chromium.DESK);
        browser.complaints();
    }

    /** @param inColours whether to look at the colours, light and dark: they are the same in every language */
    private static List<String> inspect(boolean isRefusal, boolean inColours) {
        List<String> found = new ArrayList<>(inColours ? browser.axe() : browser.axeWithoutContrast());
        if (inColours) {
            browser.colours("dark");
            browser.axeOnContrast().forEach(fault -> found.add("dark " + fault));
            browser.colours("light");
        }
        for (Dimension size : NARROW) {
            if (sideways(size) > 0) {
                found.add("scrolls sideways at " + size.width);
            }
        }
        browser.resize(Chromium.DESK);
        Object foreign = browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)"
                + ".filter(name => !name.startsWith(location.origin + '/')).join(' ')");
        if (!"".equals(foreign)) {
            found.add("loads " + foreign);
        }
        browser.complaints().stream()
                .filter(complaint -> !isRefusal || !complaint.contains("the server responded with a status of 4"))
                .forEach(found::add);
        return found;
    }

    /** How many pixels of the page lie beside the window. */
    private static long sideways(Dimension size) {
        browser.resize(size);
        return (Long) browser.script("return document.documentElement.scrollWidth - " + size.width);
    }
}
