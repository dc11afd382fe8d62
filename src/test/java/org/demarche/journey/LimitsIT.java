package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.SignForm;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the portal does with too much from one network, and with what looks unusual. */
class LimitsIT {
    private static PortalProcess portal;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("networks.txt"), "tor 198.51.100.9\n");
        portal = PortalProcess.start(
                "limits",
                Map.of(
                        "demarche.limits.burst", "2/3600s",
                        "demarche.proxy.trusted", "127.0.0.1 ::1",
                        "demarche.networks", list.toString()));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static SignForm form(Visitor visitor, String network, String email) throws IOException {
        return visitor.from(network).openForm("en").fill("Jane Doe", email, "CH");
    }

    private static HtmlPage send(String network, String email) throws IOException {
        try (Visitor visitor = new Visitor(portal)) {
            return form(visitor, network, email).send();
        }
    }

    @Test
    void asksTheThirdFromOneNetworkToWaitAndKeepsWhatTheyTyped() throws IOException {
        assertThat(send("192.0.2.1", "first@example.org").getUrl().getPath()).endsWith("/check-inbox");
        assertThat(send("192.0.2.2", "second@example.org").getUrl().getPath()).endsWith("/check-inbox");

        HtmlPage third = send("192.0.2.3", "third@example.org");

        assertThat(third.getWebResponse().getStatusCode()).isEqualTo(429);
        assertThat(third.getWebResponse().getResponseHeaderValue("Retry-After")).matches("3[56][0-9]{2}");
        assertThat(third.querySelector("[role=alert]").getTextContent())
                .contains("Many people signed from your network");
        SignForm kept = new SignForm(third);
        assertThat(kept.value("name")).isEqualTo("Jane Doe");
        assertThat(kept.value("email")).isEqualTo("third@example.org");
        assertThat(kept.value("country")).isEqualTo("CH");
        assertThat(kept.isTicked("consent")).isTrue();

        assertThat(send("203.0.113.1", "elsewhere@example.org").getUrl().getPath())
                .endsWith("/check-inbox");
    }

    @Test
    void asksTheThirdProgramOfOneNetworkToWaitAndNoneOfAnother() throws Exception {
        assertThat(sendJson("192.0.11.1", "program-1@example.org").statusCode()).isEqualTo(202);
        assertThat(sendJson("192.0.11.2", "program-2@example.org").statusCode()).isEqualTo(202);

        HttpResponse<String> third = sendJson("192.0.11.3", "program-3@example.org");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After").orElseThrow()).matches("3[56][0-9]{2}");
        assertThat(sendJson("192.0.12.1", "program-elsewhere@example.org").statusCode())
                .isEqualTo(202);
    }

    private static HttpResponse<String> sendJson(String network, String email) throws Exception {
        String form =
                """
                {"name": "Jane Doe", "email": "%s", "country": "CH", "demands": [1], "visibility": "COUNTED",
                 "consent": true, "language": "en"}
                """
                        .formatted(email);
        HttpRequest request = HttpRequest.newBuilder(portal.at("/api/petitions/azimjan-askarov/signatures"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", network)
                .POST(BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"/en/confirm, code", "/en/lost-link, lost"})
    void asksWhoeverTriesManyAddressesToWait(String path, String id) throws IOException {
        try (Visitor visitor = new Visitor(portal).from("192.0.7.1")) {
            HtmlPage answer = visitor.open(path);
            for (int i = 0; i < 3; i++) {
                HtmlForm form = visitor.open(path).getHtmlElementById(id);
                form.getInputByName("email").setValue("guess" + i + "@example.org");
                form.getInputsByName("code").forEach(code -> code.setValue("ABCDEFGH"));
                answer = form.<DomElement>querySelector("button[type=submit]").click();
            }

            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(429);
            assertThat(answer.getWebResponse().getResponseHeaderValue("Retry-After"))
                    .matches("3[56][0-9]{2}");
            assertThat(answer.<HtmlInput>querySelector("input[name=email]").getValue())
                    .isEqualTo("guess2@example.org");
        }
    }

    @Test
    void doesNotCountAFormThatHasMistakes() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(send("192.0.9.1", "mistyped").getWebResponse().getStatusCode())
                    .isEqualTo(422);
        }

        assertThat(send("192.0.9.1", "typed@example.org").getUrl().getPath()).endsWith("/check-inbox");
    }

    private static HtmlPage confirmed(Visitor visitor, String email) throws Exception {
        HtmlPage page = visitor.open(portal.mailbox().await(email, 1).link());
        return page.<HtmlButton>querySelector("form#confirm button").click();
    }

    @Test
    void holdsWhatComesThroughTorTellsItsSignerAndLetsAModeratorDecide() throws Exception {
        send("198.51.100.9", "tor@example.org");
        send("198.51.100.9", "exit@example.org");
        try (Visitor visitor = new Visitor(portal);
                StaffMember staff = new StaffMember(portal)) {
            HtmlPage first = confirmed(visitor, "tor@example.org");
            HtmlPage second = confirmed(visitor, "exit@example.org");
            assertThat(first.getBody().getTextContent()).contains("held for review");

            HtmlForm review = second.getHtmlElementById("review");
            review.getTextAreaByName("reason").setText("I must hide where I am.");
            review.<DomElement>querySelector("button[type=submit]").click();

            staff.setUp();
            staff.logIn();
            HtmlPage held = staff.open("/staff/petitions/azimjan-askarov/signatures");
            assertThat(held.querySelectorAll(".ledger")).hasSize(2);
            assertThat(held.querySelector("#first-title + p + .ledger tbody").getTextContent())
                    .as("the later one, whose signer asked")
                    .contains("Review asked for", "The signer wrote something");
            assertThat(held.getBody().getTextContent())
                    .contains("Tor network")
                    .doesNotContain("Jane", "example.org", "hide where");

            HtmlPage read = held.<DomElement>querySelector("#table\\:names").click();
            assertThat(read.getBody().getTextContent()).contains("Jane", "I must hide where I am.");

            HtmlPage none = decide(held, "#first-title + p + .ledger", "");
            assertThat(none.querySelector("[role=alert]").getTextContent()).contains("Choose a decision");
            HtmlPage one = decide(held, "#first-title + p + .ledger", "RELEASE:IN_ORDER");
            assertThat(one.querySelector("[role=status]").getTextContent()).contains("Decided about 1 signature");
            assertThat(visitor.open(second.getUrl().toURI()).getBody().getTextContent())
                    .contains("Confirmed and counted", "A person looked at it and found it in order.");

            HtmlPage empty = decide(one, "#rest-title + .ledger", "STRIKE_OUT:PROGRAM");
            assertThat(empty.getBody().getTextContent()).contains("Nothing waits for a decision");
            HtmlPage struckOut = visitor.open(first.getUrl().toURI());
            assertThat(struckOut.getBody().getTextContent()).contains("Not counted", "sent by a program");
            assertThat(struckOut.getElementById("review"))
                    .as("the way to object")
                    .isNotNull();
        }
    }

    private static HtmlPage decide(HtmlPage page, String table, String choice) throws Exception {
        page.<HtmlInput>querySelector(table + " input[name=one]").setChecked(true);
        page.<HtmlSelect>querySelector("#choice").setSelectedAttribute(choice, true);
        return page.<DomElement>querySelector("#table\\:decide").click();
    }

    @Test
    void offersTheAddressThatWasProbablyMeantAndImposesNothing() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage asked = form(visitor, "203.0.113.200", "jane@gmial.com").send();

            assertThat(asked.getWebResponse().getStatusCode()).isEqualTo(422);
            assertThat(asked.querySelector("#email-error").getTextContent()).contains("Did you mean jane@gmail.com?");
            assertThat(new SignForm(asked).value("email")).isEqualTo("jane@gmial.com");
            HtmlPage kept = new SignForm(asked).send();
            assertThat(kept.getUrl().getPath()).endsWith("/check-inbox");
        }
        portal.mailbox().await("jane@gmial.com", 1);
    }

    @Test
    void takesTheAddressThatWasOfferedAtOnePress() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage asked = form(visitor, "203.0.114.200", "joan@gmial.com").send();
            HtmlPage sent =
                    asked.<HtmlButton>querySelector("button[name=corrected]").click();

            assertThat(sent.getUrl().getPath()).endsWith("/check-inbox");
        }
        portal.mailbox().await("joan@gmail.com", 1);
    }
}
