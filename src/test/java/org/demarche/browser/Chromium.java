package org.demarche.browser;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.naming.OperationNotSupportedException;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** A Chromium without a window, with a profile of its own, that calls nobody but the pages it is sent to. */
final class Chromium implements AutoCloseable {
    static final Dimension DESK = new Dimension(1280, 900);
    static final Dimension PHONE = new Dimension(390, 844);

    /**
     * First the one that has no window at all: it needs a third of the time to start, and less to draw. Debian's command
     * for it is a script, and when that is ended, the program itself goes on for ever: so it is started without it.
     */
    private static final String[] BROWSERS = {
        "../lib/chromium/chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"
    };

    private static final String CONTRAST = "color-contrast";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String AXE = axeSource();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_STOPS = 100;

    private final ChromeDriver driver;

    Chromium(boolean scripts) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(found(BROWSERS).orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--lang=en");
        if (!scripts) {
            options.addArguments("--blink-settings=scriptEnabled=false");
        }
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        File program = found("chromedriver").orElseThrow().toFile();
        driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(program).build(), options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5)).pageLoadTimeout(Duration.ofSeconds(30));
        resize(DESK);
    }

    private static String axeSource() {
        try {
            return new AxeBuilder().getAxeScriptProvider().getScript();
        } catch (IOException | OperationNotSupportedException e) {
            throw new IllegalStateException("axe is not where its library has it", e);
        }
    }

    /** Plugs a security key in, whose owner has their finger on it. */
    void plugSecurityKeyIn() {
        driver.addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                .setTransport(VirtualAuthenticatorOptions.Transport.USB)
                .setHasUserVerification(true)
                .setIsUserVerified(true));
    }

    /** What this machine lacks; empty if a browser can be started. */
    static Optional<String> missing() {
        if (found(BROWSERS).isEmpty()) {
            return Optional.of("NO CHROMIUM, THE BROWSER TESTS DID NOT RUN (Debian: apt-get install chromium)");
        }
        if (found("chromedriver").isEmpty()) {
            return Optional.of("NO CHROMEDRIVER, THE BROWSER TESTS DID NOT RUN (Debian: chromium-driver)");
        }
        return Optional.empty();
    }

    void resize(Dimension size) {
        driver.manage().window().setSize(size);
        // A window cannot be as narrow as a phone; the page's own viewport can.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", false));
    }

    void open(Object address) {
        driver.get(address.toString());
    }

    String path() {
        return driver.getCurrentUrl().replaceFirst("^https?://[^/]+", "").replaceFirst("[?#].*", "");
    }

    /** Waits until a page is there of that path, or, if it ends with a slash, of one that begins so. */
    void await(String path) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(path.endsWith("/") ? path().startsWith(path) : path().equals(path))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not at " + path + " but at " + path() + ":\n" + text());
            }
            Thread.sleep(100);
        }
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    void type(String field, String value) {
        WebElement element = find("[name$='" + field + "']");
        element.clear();
        element.sendKeys(value);
    }

    /** Presses a button or follows a link, by keyboard: that works at any place of a long page, and must work anyway. */
    void press(String selector) {
        find(selector).sendKeys(Keys.ENTER);
    }

    /** Ticks a box or chooses a radio button, by keyboard. */
    void choose(String selector) {
        find(selector).sendKeys(Keys.SPACE);
    }

    /** Moves the focus on, as the Tab key does, until it is at such an element; every stop on the way must be seen. */
    WebElement tabTo(String selector) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            WebElement focused = keys(Keys.TAB);
            // After the last stop the browser begins anew, at none.
            if (!focused.getTagName().equals("body") && !isFocusSeen()) {
                throw new IllegalStateException("Nobody sees the focus at " + focused.getDomProperty("outerHTML"));
            }
            if ((boolean) driver.executeScript("return arguments[0].matches(arguments[1])", focused, selector)) {
                return focused;
            }
        }
        throw new IllegalStateException("The Tab key does not lead to " + selector);
    }

    /** Presses keys wherever the focus is, and returns where it is then. */
    WebElement keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return driver.switchTo().activeElement();
    }

    private boolean isFocusSeen() {
        return (boolean)
                driver.executeScript("const focused = document.activeElement, box = focused.getBoundingClientRect(),"
                        + " style = getComputedStyle(focused);"
                        + " return box.top >= 0 && box.top < innerHeight && box.width > 0 && style.outlineStyle !== 'none'"
                        + " && parseFloat(style.outlineWidth) >= 2");
    }

    Object script(String text) {
        return driver.executeScript(text);
    }

    /** Shows pages in these colours, {@code light} or {@code dark}, to somebody who asked for no motion. */
    void colours(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        // Two frames later everything has its colour.
        driver.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    }

    /** What axe finds against WCAG 2.2 AA and its own best practice: each rule and the elements that break it. */
    List<String> axe() {
        return faults("tag", STANDARDS, Map.of());
    }

    /** The same but for contrast, for a page whose colours are looked at in another language. */
    List<String> axeWithoutContrast() {
        return faults("tag", STANDARDS, Map.of(CONTRAST, Map.of("enabled", false)));
    }

    /** What it finds about contrast alone. */
    List<String> axeOnContrast() {
        return faults("rule", List.of(CONTRAST), Map.of());
    }

    /**
     * Asks axe in the page itself: its own driver opens a window for each page, for the sake of frames, which none has.
     * What a page does well is not asked for, since to put that together takes longer than to look for it.
     */
    private List<String> faults(String kind, List<String> only, Map<String, ?> rules) {
        if ((boolean) script("return typeof axe === 'undefined'")) {
            driver.executeScript(AXE);
        }
        List<?> found = (List<?>) driver.executeAsyncScript(
                "const [kind, only, rules, done] = arguments;"
                        + " axe.run(document, {runOnly: {type: kind, values: only}, rules, resultTypes: ['violations'],"
                        + " iframes: false})"
                        + ".then(result => result.violations.map(fault => [fault.id, fault.help,"
                        + " ...fault.nodes.map(node => node.html)].join(' ')), failure => ['axe failed: ' + failure])"
                        + ".then(done)",
                kind,
                only,
                rules);
        return found.stream().map(Object::toString).toList();
    }

    int cookies() {
        return driver.manage().getCookies().size();
    }

    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** What the browser complained about since it was last asked: scripts, styles, policies. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Saves the whole page, however long, under {@code target/screenshots}. */
    void photograph(String name) throws IOException {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true, "optimizeForSpeed", true));
        Files.createDirectories(SCREENSHOTS);
        Files.write(
                SCREENSHOTS.resolve(name + ".png"),
                Base64.getDecoder().decode(picture.get("data").toString()));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<Path> found(String... names) {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
        return Arrays.stream(names)
                .flatMap(name -> Stream.concat(folders.stream(), Stream.of("/usr/bin"))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, name).normalize()))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
