package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.SignForm;
import org.demarche.testing.Visitor;
import org.htmlunit.Page;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signer's own page: what is stored, a new link, a review, the way out for good. */
@OnThePortal
class OwnPageIT {
    private final PortalProcess portal;
    private Visitor visitor;

    OwnPageIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor(portal);
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    private HtmlPage confirmed(SignForm form, String email) throws Exception {
        form.fill("Aigul Test", email, "KG").send();
        HtmlPage confirm = visitor.open(portal.mailbox().await(email, 1).link());
        return press(confirm.getHtmlElementById("confirm"));
    }

    private static HtmlPage press(HtmlForm form) throws IOException {
        return form.<DomElement>querySelector("button[type=submit]").click();
    }

    private static String text(HtmlPage page) {
        return page.getBody().asNormalizedText();
    }

    @Test
    void givesSignersAllThatIsStoredAboutThem() throws Exception {
        HtmlPage own =
                confirmed(visitor.openForm("en").show("FULL").tick("handover").tick("news"), "data@example.org");
        Page file = visitor.fetch(URI.create(own.getUrl() + "/data"));

        WebResponse answer = file.getWebResponse();
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("application/json");
        assertThat(answer.getResponseHeaderValue("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getResponseHeaderValue("Content-Disposition")).startsWith("attachment");
        JsonObject data;
        try (InputStream content = answer.getContentAsStream()) {
            data = Json.createReader(content).readObject();
        }
        assertThat(data.getJsonObject("person").getString("name")).isEqualTo("Aigul Test");
        assertThat(data.getJsonObject("person").getString("email")).isEqualTo("data@example.org");
        assertThat(data.getJsonObject("choices").getString("visibility")).isEqualTo("FULL");
        assertThat(data.getJsonArray("consents").getValuesAs(JsonObject.class))
                .extracting(consent -> consent.getString("to"))
                .containsExactly("SIGNING", "HANDOVER", "NEWS");
        assertThat(data.getJsonArray("consents").getValuesAs(JsonObject.class)).allSatisfy(consent -> {
            assertThat(consent.getString("text")).isNotBlank();
            assertThat(consent.getInt("version")).isPositive();
            assertThat(consent.getString("at")).endsWith(":00:00Z");
        });
        assertThat(data.getJsonObject("letter").getString("text")).contains("Bazar-Korgon");
    }

    @Test
    void replacesALinkThatSomebodyElseMayHaveSeen() throws Exception {
        HtmlPage own = confirmed(visitor.openForm("en"), "renew@example.org");

        HtmlPage renewed = press(own.getHtmlElementById("renew"));

        assertThat(renewed.getUrl().getPath()).isNotEqualTo(own.getUrl().getPath());
        assertThat(text(renewed)).contains("This is your new link", "Aigul Test");
        HtmlPage old = visitor.open(own.getUrl().toURI());
        assertThat(old.getWebResponse().getStatusCode()).isEqualTo(410);
        assertThat(text(old)).contains("This link was replaced").doesNotContain("Aigul");
        assertThat(visitor.fetch(URI.create(own.getUrl() + "/data"))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(410);
    }

    @Test
    void erasesEverythingOnceTheSignerIsSure() throws Exception {
        HtmlPage own = confirmed(visitor.openForm("en"), "erase@example.org");

        HtmlPage unsure = press(own.getHtmlElementById("erase"));
        assertThat(unsure.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(unsure.querySelector("[role=alert]").getTextContent()).contains("Tick the box");

        HtmlForm form = unsure.getHtmlElementById("erase");
        form.<HtmlCheckBoxInput>getInputByName("erase-sure").setChecked(true);
        HtmlPage erased = press(form);

        assertThat(erased.getWebResponse().getStatusCode()).isEqualTo(410);
        assertThat(text(erased))
                .contains("Everything that named you has been erased")
                .doesNotContain("Aigul");
        assertThat(text(visitor.open(
                        portal.mailbox().await("erase@example.org", 1).link())))
                .doesNotContain("Aigul");
    }

    @Test
    void tellsWhyASignatureIsHeldAndLetsItsSignerAskForAReview() throws Exception {
        SignForm form = visitor.openForm("en");
        form.element().<HtmlInput>getInputByName("website").setValue("https://buy.example");
        HtmlPage own = confirmed(form, "held@example.org");
        assertThat(text(own)).contains("held for review", "A field that people do not see was filled in");

        HtmlPage tooLong = review(own, "x".repeat(501));
        assertThat(tooLong.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(tooLong.<HtmlTextArea>getHtmlElementById("reason").getText()).hasSize(501);

        HtmlPage asked = review(tooLong, "My browser fills in everything.");
        assertThat(text(asked)).contains("You asked for a review on");
        assertThat(asked.getElementById("review")).isNull();
    }

    private static HtmlPage review(HtmlPage own, String said) throws IOException {
        HtmlForm form = own.getHtmlElementById("review");
        form.getTextAreaByName("reason").setText(said);
        return press(form);
    }

    @Test
    void answersAnUnknownLinkKindly() throws Exception {
        HtmlPage page = visitor.open("/en/signature/" + "A".repeat(43));

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(404);
        assertThat(page.querySelectorAll("main a[href='/en/lost-link']").getLength())
                .isPositive();
        assertThat(visitor.open("/en/signature/" + "A".repeat(43) + "/data")
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(404);
    }
}
