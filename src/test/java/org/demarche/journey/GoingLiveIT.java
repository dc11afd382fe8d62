package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.demarche.vault.ceremony.CeremonyKeys;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSubmitInput;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal with a public address, from its first start to the first signature. */
class GoingLiveIT {
    private static final String SLUG = "azimjan-askarov";
    private static final String PASSPHRASE = "violet tram glacier nine";
    private static final String LETTER = "/en/" + SLUG;
    private static final String CEREMONY = "/staff/petitions/" + SLUG + "/keys";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern RECORD = Pattern.compile("--record ([A-Za-z0-9+/=]+)");

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final CeremonyKeys made = CeremonyKeys.make(SLUG, PASSPHRASE);

    @TempDir
    private Path keys;

    /** A database and keys as an operator has them: made by a start that nobody else can reach, but for the petition's. */
    private PortalProcess prepared() throws Exception {
        Postgres server = Postgres.found().orElse(null);
        if (server == null) {
            System.err.println("\n*** " + Postgres.whyNot() + " ***\n");
            abort(Postgres.whyNot());
        }
        Files.writeString(keys.resolve(SLUG + ".public"), made.publicFile());
        Map<String, String> settings = new HashMap<>(server.newPortal());
        settings.put("demarche.keys", keys.toString());
        PortalProcess portal = PortalProcess.start("live", settings);
        portal.stop();
        mails.start();
        portal.set("demarche.public-url", "https://petitions.example.org");
        portal.set("demarche.mail.host", "127.0.0.1");
        portal.set("demarche.mail.port", Integer.toString(mails.getSmtp().getPort()));
        portal.set("demarche.mail.from", "petitions@example.org");
        portal.start();
        return portal;
    }

    private static HtmlPage press(HtmlForm form, String button) throws Exception {
        return form.<HtmlSubmitInput>getInputByName(button).click();
    }

    /** The record goes to the holder's own computer, the code comes back. */
    private void drill(StaffMember staff, String holder, boolean recovery) throws Exception {
        HtmlForm begin = staff.open(CEREMONY).getHtmlElementById("begin");
        begin.getInputByName("holder").setValue(holder);
        begin.<HtmlCheckBoxInput>getInputByName("recovery").setChecked(recovery);
        HtmlPage page = press(begin, "begin:go");
        Matcher record = RECORD.matcher(page.asNormalizedText());
        assertThat(record.find()).as(page.asNormalizedText()).isTrue();
        String code = made.holder(PASSPHRASE).open(SLUG, record.group(1)).orElseThrow();
        HtmlPage refused = answer(page, "0000-0000-0000-0000-0000");
        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(refused.<DomNode>querySelector("p.error").asNormalizedText()).contains("This is not the code");
        assertThat(answer(refused, code).getWebResponse().getStatusCode()).isEqualTo(200);
    }

    private static HtmlPage answer(HtmlPage page, String code) throws Exception {
        HtmlForm form =
                page.<HtmlSubmitInput>querySelector("input[name$=':send']").getEnclosingForm();
        form.<HtmlInput>querySelector("input[name^='code-']").setValue(code);
        return form.<HtmlSubmitInput>querySelector("input[type=submit]").click();
    }

    /** The form that signs; null if there is none. */
    private static DomNode form(Visitor visitor) throws Exception {
        return visitor.open(LETTER).querySelector("form#sign");
    }

    /** Each node asks the database now and then, and pages are kept for a moment. */
    private static void awaitForm(Visitor visitor) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (form(visitor) == null) {
            assertThat(System.nanoTime()).as("the form is there").isLessThan(deadline);
            Thread.sleep(200);
        }
    }

    /** A holder brings what the server does not have. */
    private HtmlPage bring(HtmlPage page, String passphrase) throws Exception {
        HtmlForm form = page.getHtmlElementById("vaults");
        form.<HtmlTextArea>querySelector("textarea").setText(made.keyFile());
        form.<HtmlInput>querySelector("input[type=password]").setValue(passphrase);
        return form.<HtmlSubmitInput>querySelector("input[name$=':bring']").click();
    }

    @Test
    void nobodySignsBeforeTheKeysWereDrilledAndAHolderThenOpensTheVault() throws Exception {
        try (PortalProcess portal = prepared();
                Visitor visitor = new Visitor(portal);
                StaffMember staff = new StaffMember(portal)) {
            assertThat(form(visitor)).as("no form").isNull();
            assertThat(visitor.open("/trial/inbox").getWebResponse().getStatusCode())
                    .isEqualTo(404);

            staff.setUp();
            staff.logIn();
            assertThat(staff.open(CEREMONY).getUrl().getPath())
                    .as("first a second factor")
                    .isEqualTo("/staff/access");
            staff.setUpCodes();
            assertThat(staff.cookiesSet())
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.startsWith("__Host-") && cookie.contains("; Secure"))
                    .allMatch(cookie -> cookie.contains("; HttpOnly") && cookie.matches("(?i).*; samesite=strict.*"));
            assertThat(staff.open(CEREMONY).asNormalizedText()).contains("cannot be signed yet");
            drill(staff, "Maria", false);
            drill(staff, "Jonas", false);
            assertThat(form(visitor)).as("no recovery yet").isNull();

            drill(staff, "The office in Bern", true);

            awaitForm(visitor);
            assertThat(staff.open(CEREMONY).asNormalizedText()).contains("this petition can be signed");
            HtmlPage sent = visitor.openForm("en")
                    .fill("First Signer", "first@live.example", "CH")
                    .tick("consent")
                    .send();
            assertThat(sent.getUrl().getPath()).isEqualTo(LETTER + "/check-inbox");

            HtmlPage refused = bring(staff.open("/staff/vault"), "violet tram glacier ten");
            assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
            assertThat(refused.asNormalizedText()).contains("does not open");
            assertThat(refused.<HtmlTextArea>querySelector("textarea").getText())
                    .contains(made.keyFile().lines().skip(1).findFirst().orElseThrow());
            HtmlPage opened = bring(refused, PASSPHRASE);
            assertThat(opened.asNormalizedText()).contains("Open until");
        } finally {
            mails.stop();
        }
    }
}
