package org.demarche.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.audit.Role;
import org.htmlunit.Page;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;

/** A member of staff at a portal of their own: makes the first account, logs in, compiles, downloads. */
public final class StaffMember implements AutoCloseable {
    private static final Pattern SET_UP = Pattern.compile("(https?://\\S+)(/staff/setup/\\S+)");
    private static final String FIRST = "maria@example.org";
    private static final String PASSWORD = "teapot wind glacier nine";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final PortalProcess portal;
    private final Visitor visitor;
    private final String email;
    private List<String> codesOnPaper = List.of();

    /** Whoever makes the first account, with every role. */
    public StaffMember(PortalProcess portal) {
        this(portal, FIRST);
    }

    private StaffMember(PortalProcess portal, String email) {
        this.portal = portal;
        this.visitor = new Visitor(portal);
        this.email = email;
    }

    /** The one-time link that the portal printed when it was started; empty if there is an account already. */
    public static Optional<URI> setUpLink(PortalProcess portal) {
        Matcher link = SET_UP.matcher(announced(portal));
        return link.find() ? Optional.of(portal.at(link.group(2))) : Optional.empty();
    }

    /** What they log in with. */
    public String email() {
        return email;
    }

    public String password() {
        return PASSWORD;
    }

    /** The log once the portal has said where everything is, which it does shortly after it answers. */
    private static String announced(PortalProcess portal) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String log = portal.log();
        while (!log.contains("Data folder:") && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            log = portal.log();
        }
        return log;
    }

    /** Makes the first account if nobody has. */
    public void setUp() throws IOException {
        HtmlPage page = visitor.open(setUpLink(portal).orElseThrow());
        if (page.getElementById("setup") instanceof HtmlForm form) {
            form.getInputByName("name").setValue("Maria");
            form.getInputByName("email").setValue(email);
            form.getInputByName("password").setValue(PASSWORD);
            press(form);
        }
    }

    /** Asks somebody in, who follows the mailed link and logs in; they are trusted with this alone. */
    public StaffMember invite(String address, Role role) throws IOException, InterruptedException {
        HtmlForm form = visitor.open("/staff/team").getHtmlElementById("invite");
        form.getInputByName("email").setValue(address);
        ((HtmlCheckBoxInput) form.querySelector("#role-" + role)).setChecked(true);
        press(form);
        StaffMember colleague = new StaffMember(portal, address);
        colleague.join(portal.mailbox().await(address, 1).link());
        colleague.logIn();
        return colleague;
    }

    private void join(URI link) throws IOException {
        HtmlForm form = visitor.open(portal.at(link.getPath())).getHtmlElementById("join");
        form.getInputByName("name").setValue(email);
        form.getInputByName("password").setValue(PASSWORD);
        press(form);
    }

    public HtmlPage logIn() throws IOException {
        return logIn(PASSWORD);
    }

    /** Ends the log-in. */
    public void logOut() throws IOException {
        press(visitor.open("/staff/access").getHtmlElementById("log-out"));
    }

    /** The same person at another machine, where nobody has logged in. */
    public StaffMember inAnotherBrowser() {
        return new StaffMember(portal, email);
    }

    /** Sets up codes by the clock, and returns the phone that shows them. */
    public Authenticator setUpCodes() throws IOException {
        HtmlPage page = press(visitor.open("/staff/access").getHtmlElementById("totp"));
        Authenticator phone = new Authenticator(page.getElementById("secret").getTextContent());
        HtmlForm form = page.getHtmlElementById("accept");
        form.getInputByName("code").setValue(phone.now());
        codesOnPaper = press(form).querySelectorAll("#codes code").stream()
                .map(DomNode::getTextContent)
                .toList();
        return phone;
    }

    /** The codes on paper that came with {@link #setUpCodes}. */
    public List<String> codesOnPaper() {
        return codesOnPaper;
    }

    /** Sends the log-in form with some password. */
    public HtmlPage logIn(String password) throws IOException {
        HtmlForm form = visitor.open("/staff/login").getHtmlElementById("login");
        form.getInputByName("email").setValue(email);
        form.getInputByName("password").setValue(password);
        return press(form);
    }

    /** Every cookie that the portal has set in their browser, as it said so. */
    public List<String> cookiesSet() {
        return visitor.cookiesSet();
    }

    public HtmlPage open(String path) throws IOException {
        return visitor.open(path);
    }

    /** Whatever answers, which need not be a page. */
    public WebResponse fetch(String path) throws IOException {
        return visitor.fetch(portal.at(path)).getWebResponse();
    }

    /** Sends a form without what its page would have put into it. */
    public WebResponse post(String path) throws IOException {
        return visitor.post(portal.at(path).toURL(), List.of(), Map.of()).getWebResponse();
    }

    /** Has the trial generate signatures, and waits until they are there. */
    public void generate(int signatures) throws IOException, InterruptedException {
        String trial = "/staff/petitions/azimjan-askarov/trial";
        HtmlForm form = visitor.open(trial).getHtmlElementById("fill");
        form.getInputByName("number").setValue(Integer.toString(signatures));
        form.<DomElement>querySelector("input[type=submit]").click();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (visitor.open(trial).querySelector("main .running") != null) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("They are generated for too long.");
            }
            Thread.sleep(300);
        }
    }

    /** Presses 'compile' and returns the page that shows the progress. */
    public HtmlPage compile() throws IOException {
        HtmlPage page = visitor.open("/staff/petitions/azimjan-askarov");
        if (page.getElementById("compile") instanceof HtmlForm form) {
            return press(form);
        }
        throw new IllegalStateException("Nothing to compile here:\n" + page.asNormalizedText());
    }

    /** Looks at the progress again and again until there is a package, and returns its address. */
    public URI awaitPackage(HtmlPage progress) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HtmlPage page = progress;
        while (page.querySelector("a[href$='.asice']") == null) {
            if (page.getElementById("resume") != null || System.nanoTime() > deadline) {
                throw new IllegalStateException("No package:\n" + page.asNormalizedText());
            }
            Thread.sleep(500);
            page = visitor.open(URI.create(progress.getUrl().toString()));
        }
        DomElement link = page.querySelector("a[href$='.asice']");
        return portal.at(link.getAttribute("href"));
    }

    /** Downloads a package into a folder. */
    public Path download(URI address, Path folder) throws IOException {
        Page answer = visitor.fetch(address);
        if (answer.getWebResponse().getStatusCode() != 200) {
            throw new IllegalStateException(
                    address + " answers " + answer.getWebResponse().getStatusCode());
        }
        Path file = folder.resolve(Path.of(address.getPath()).getFileName());
        Files.copy(answer.getWebResponse().getContentAsStream(), file);
        return file;
    }

    @Override
    public void close() {
        visitor.close();
    }

    private static HtmlPage press(HtmlForm form) throws IOException {
        DomElement button = form.querySelector("button[type=submit], input[type=submit]");
        return button.click();
    }
}
