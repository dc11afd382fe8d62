package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.SignForm;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What signers see, without scripts. */
@OnThePortal
class SigningIT {
    private static final int OK = 200;
    private static final int UNPROCESSABLE = 422;

    private final PortalProcess portal;
    private Visitor visitor;

    SigningIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor(portal);
    }

    @AfterEach
    void leavesNoCookie() {
        assertThat(visitor.cookies()).isZero();
        visitor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ru"})
    void showsTheLetterAndItsDemandsInEachLanguage(String language) throws IOException {
        HtmlPage page = visitor.open("/" + language + "/azimjan-askarov");

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(OK);
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo(language);
        assertThat(new SignForm(page).ticked("demands")).containsExactly("1", "2", "3");
        assertThat(page.<DomNode>getByXPath("//ol[contains(@class, 'demands')]/li"))
                .hasSize(3);
    }

    @Test
    void asksForEverythingAndTicksNothing() throws IOException {
        SignForm form = visitor.openForm("en");

        assertThat(form.ticked("visibility")).containsExactly("COUNTED");
        assertThat(List.of(form.isTicked("consent"), form.isTicked("handover"), form.isTicked("news")))
                .containsOnly(false);
        assertThat(form.element().getActionAttribute()).isEqualTo("/en/azimjan-askarov");
    }

    @Test
    void takesASignatureFromTheFormToTheSignersOwnPage() throws Exception {
        HtmlPage thanks = visitor.openForm("en")
                .fill("Chinara Ibraimova", "chinara@example.org", "KG")
                .demands(List.of("1", "3"))
                .send();
        assertThat(thanks.getUrl()).hasPath("/en/azimjan-askarov/check-inbox");

        Mail mail = portal.mailbox().await("chinara@example.org", 1);
        assertThat(mail.link()).asString().startsWith(portal.url() + "/en/confirm/");
        assertThat(mail.text()).doesNotContain("Chinara");
        assertThat(mail.html()).contains(mail.link().toString()).doesNotContain("Chinara");

        HtmlPage own = confirm(mail);
        assertThat(own.getUrl().getPath()).matches("/en/signature/[A-Za-z0-9_-]{43}");
        assertThat(own.asNormalizedText()).contains("Chinara Ibraimova");
        assertThat(own.getWebResponse().getResponseHeaderValue("Cache-Control")).contains("no-store");
    }

    @Test
    void confirmsOnlyWhenTheButtonIsPressed() throws Exception {
        visitor.openForm("en").fill("Ada", "scanned@example.org", "CH").send();
        Mail mail = portal.mailbox().await("scanned@example.org", 1);

        HtmlPage first = visitor.open(mail.link());
        HtmlPage second = visitor.open(mail.link());

        assertThat(first.<HtmlForm>getHtmlElementById("confirm")).isNotNull();
        assertThat(second.asNormalizedText()).isEqualTo(first.asNormalizedText());
        assertThat(confirm(mail).getUrl().getPath()).startsWith("/en/signature/");
    }

    @Test
    void takesASecondConfirmationAsTheFirst() throws Exception {
        visitor.openForm("en").fill("Ada", "twice@example.org", "CH").send();
        Mail mail = portal.mailbox().await("twice@example.org", 1);
        HtmlForm form = visitor.open(mail.link()).getHtmlElementById("confirm");

        HtmlPage first = press(form);
        HtmlPage second = press(form);

        assertThat(first.getWebResponse().getStatusCode()).isEqualTo(OK);
        assertThat(second.getUrl()).isEqualTo(first.getUrl());
        assertThat(second.asNormalizedText()).isEqualTo(first.asNormalizedText());
    }

    @Test
    void takesTheTypedCodeInsteadOfTheLink() throws Exception {
        visitor.openForm("en").fill("Typed Name", "typist@example.org", "CH").send();
        Mail mail = portal.mailbox().await("typist@example.org", 1);
        String code = mail.text()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("[0-9A-Z]{6,12}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code on a line of its own:\n" + mail.text()));

        HtmlForm form = visitor.open("/en/confirm").getHtmlElementById("code");
        form.getInputByName("email").setValue("typist@example.org");
        form.getInputByName("code").setValue(code.toLowerCase(Locale.ROOT));
        HtmlPage own = press(form);

        assertThat(own.getUrl().getPath()).startsWith("/en/signature/");
    }

    @ParameterizedTest
    @CsvSource({
        "case@example.org, CASE@Example.ORG",
        "tagged@example.org, tagged+again@example.org",
        "gulnara.b@gmail.com, g.u.l.n.a.r.a.b@gmail.com",
        "nurbek.t@gmail.com, nurbekt+petition@googlemail.com"
    })
    void countsOneAddressOnceHoweverItIsWritten(String first, String second) throws Exception {
        HtmlPage thanks = visitor.openForm("en").fill("One Person", first, "KG").send();
        HtmlPage own = confirm(portal.mailbox().await(first, 1));
        long counted = count();

        HtmlPage thanksAgain =
                visitor.openForm("en").fill("One Person", second, "KG").send();
        assertThat(thanksAgain.getUrl()).isEqualTo(thanks.getUrl());
        assertThat(thanksAgain.getWebResponse().getContentAsString())
                .isEqualTo(thanks.getWebResponse().getContentAsString());

        int mails = second.equalsIgnoreCase(first) ? 2 : 1;
        Mail mail = portal.mailbox().await(second, mails);
        assertThat(mail.link().getPath()).startsWith("/en/signature/");
        HtmlPage ownAgain = visitor.open(mail.link());
        assertThat(ownAgain.getTitleText()).isEqualTo(own.getTitleText());
        assertThat(ownAgain.getElementById("withdraw")).isNotNull();
        assertThat(count()).isEqualTo(counted);
    }

    @Test
    void letsASignerNarrowWhatIsShownAndWithdraw() throws Exception {
        visitor.openForm("en")
                .fill("Open Person", "open@example.org", "CH")
                .show("FULL")
                .tick("handover")
                .send();
        HtmlPage own = confirm(portal.mailbox().await("open@example.org", 1));
        assertThat(own.<DomNode>getByXPath("//form[@id='visibility']//input[@value='FULL' and @checked]"))
                .hasSize(1);

        HtmlForm choice = own.getHtmlElementById("visibility");
        choice.getRadioButtonsByName("visibility").stream()
                .filter(radio -> radio.getValueAttribute().equals("COUNTED"))
                .forEach(radio -> radio.setChecked(true));
        HtmlPage narrowed = press(choice);
        assertThat(narrowed.<DomNode>getByXPath("//form[@id='visibility']//input[@value='COUNTED' and @checked]"))
                .hasSize(1);

        HtmlPage withdrawn = press(narrowed.getHtmlElementById("withdraw"));
        assertThat(withdrawn.getWebResponse().getStatusCode()).isEqualTo(OK);
        assertThat(withdrawn.getElementById("withdraw")).isNull();
    }

    @Test
    void sendsALostLinkAgainAndAnswersEverybodyAlike() throws Exception {
        visitor.openForm("en").fill("Forgetful", "forgetful@example.org", "CH").send();
        confirm(portal.mailbox().await("forgetful@example.org", 1));

        HtmlPage known = askForLink("forgetful@example.org");
        HtmlPage unknown = askForLink("nobody@example.org");

        assertThat(known.getUrl()).isEqualTo(unknown.getUrl());
        assertThat(known.asNormalizedText().replace("forgetful@example.org", ""))
                .isEqualTo(unknown.asNormalizedText().replace("nobody@example.org", ""));
        Mail mail = portal.mailbox().await("forgetful@example.org", 2);
        assertThat(visitor.open(mail.link()).getElementById("withdraw")).isNotNull();
        assertThat(portal.mailbox().to("nobody@example.org")).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithEachFieldAndKeepsTheRest() throws IOException {
        HtmlPage answer = visitor.openForm("en")
                .type("name", "Étienne O’Hara-Ибраимов <b>")
                .type("email", "not an address")
                .demands(List.of())
                .show("FULL")
                .tick("news")
                .send();

        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(UNPROCESSABLE);
        assertThat(answer.getUrl()).hasPath("/en/azimjan-askarov");
        SignForm form = new SignForm(answer);
        assertThat(form.value("name")).isEqualTo("Étienne O’Hara-Ибраимов <b>");
        assertThat(form.value("email")).isEqualTo("not an address");
        assertThat(form.ticked("demands")).isEmpty();
        assertThat(form.ticked("visibility")).containsExactly("FULL");
        assertThat(form.isTicked("news")).isTrue();
        assertThat(form.isTicked("consent")).isFalse();
        assertThat(complaints(answer)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void leadsFromEachComplaintToItsField() throws IOException {
        HtmlPage answer = visitor.openForm("en").send();

        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(UNPROCESSABLE);
        assertThat(complaints(answer)).hasSizeGreaterThanOrEqualTo(4).allSatisfy(link -> {
            assertThat(link.getHrefAttribute()).startsWith("#");
            assertThat(answer.getElementById(link.getHrefAttribute().substring(1)))
                    .as(link.getHrefAttribute())
                    .isNotNull();
        });
    }

    @Test
    void letsACorrectedFormThrough() throws IOException {
        HtmlPage refused = visitor.openForm("fr")
                .fill("Aïcha", "aicha@example", "FR")
                .type("email", "aicha at example.org")
                .send();
        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(UNPROCESSABLE);

        HtmlPage thanks =
                new SignForm(refused).type("email", "aicha@example.org").send();

        assertThat(thanks.getUrl()).hasPath("/fr/azimjan-askarov/check-inbox");
    }

    @Test
    void answersAnUnknownLinkPolitely() throws IOException {
        HtmlPage page = visitor.open("/en/signature/" + "A".repeat(43));

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(404);
        assertThat(page.getTitleText()).isNotBlank();
    }

    private HtmlPage confirm(Mail mail) throws IOException {
        return press(visitor.open(mail.link()).getHtmlElementById("confirm"));
    }

    private HtmlPage askForLink(String address) throws IOException {
        HtmlForm form = visitor.open("/en/lost-link").getHtmlElementById("lost");
        form.getInputByName("email").setValue(address);
        return press(form);
    }

    /** The published count, after the time that a page may lag behind. */
    private long count() throws IOException, InterruptedException {
        Thread.sleep(4000);
        DomNode total = visitor.open("/en/azimjan-askarov").querySelector(".tally-number");
        return Long.parseLong(total.getTextContent().replaceAll("\\D", ""));
    }

    private static HtmlPage press(HtmlForm form) throws IOException {
        DomElement button = form.querySelector("button[type=submit], input[type=submit]");
        return button.click();
    }

    private static List<HtmlAnchor> complaints(HtmlPage page) {
        return page.getByXPath("//*[@role='alert']//a");
    }
}
