package org.demarche.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** A partner's key: made and revoked by staff, used by a server. */
@OnThePortal
class PartnersIT {
    private static final String PAGE = "/staff/partners";

    private final HttpClient http = HttpClient.newHttpClient();
    private final PortalProcess portal;

    PartnersIT(PortalProcess portal) {
        this.portal = portal;
    }

    private HttpResponse<String> post(String key, String email) throws IOException, InterruptedException {
        String form =
                """
                {"name": "Ada Byron", "email": "%s", "country": "CH", "demands": [1], "visibility": "COUNTED",
                 "consent": true}"""
                        .formatted(email);
        return http.send(
                HttpRequest.newBuilder(portal.at("/api/petitions/azimjan-askarov/signatures"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HtmlPage agree(HtmlPage page, String name, String contact, String perMinute) throws IOException {
        HtmlForm form = page.getHtmlElementById("partner");
        form.getInputByName("name").setValue(name);
        form.getInputByName("contact").setValue(contact);
        form.getInputByName("perMinute").setValue(perMinute);
        return press(form);
    }

    private static HtmlPage press(HtmlForm form) throws IOException {
        DomElement button = form.querySelector("input[type=submit]");
        return button.click();
    }

    @Test
    void letsAPartnersServerSignWithinItsLimitsUntilItsKeyIsRevoked() throws Exception {
        try (StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();

            HtmlPage wrong = agree(maria.open(PAGE), "", "nonsense", "0");
            assertThat(wrong.getElementById("problems").getTextContent())
                    .contains("Enter the name of the organisation", "Enter an e-mail address", "whole number");

            HtmlPage made = agree(maria.open(PAGE), "Rights Now", "it@example.org", "2");
            String key = made.getElementById("key").getTextContent();
            assertThat(maria.open(PAGE).asNormalizedText())
                    .contains("Rights Now")
                    .doesNotContain(key);

            HttpResponse<String> first = post(key, "partner1@example.org");
            assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
            assertThat(first.headers().firstValue("RateLimit-Policy"))
                    .contains("\"minute\";q=2;w=60, \"hour\";q=1000;w=3600");
            assertThat(first.headers().firstValue("RateLimit").orElseThrow())
                    .matches("\"minute\";r=1;t=\\d+, \"hour\";r=999;t=\\d+");
            assertThat(portal.mailbox().await("partner1@example.org", 1).link().getPath())
                    .contains("/confirm/");

            assertThat(post(key, "nonsense").statusCode()).isEqualTo(422);
            HttpResponse<String> over = post(key, "partner2@example.org");
            assertThat(over.statusCode()).isEqualTo(429);
            assertThat(over.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(over.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);

            HtmlPage revoked = press(maria.open(PAGE).getHtmlElementById("partners"));
            assertThat(revoked.asNormalizedText()).contains("Revoked");
            HttpResponse<String> after = post(key, "partner3@example.org");
            assertThat(after.statusCode()).isEqualTo(401);
            assertThat(after.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"demarche\", error=\"invalid_token\"");
            assertThat(after.body()).contains("/openapi#/components/responses/UnknownKey");
        }
    }
}
