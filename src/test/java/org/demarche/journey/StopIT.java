package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** Whoever did not ask for a mail ends all of them: by the page, or by the button of their mail program. */
@OnThePortal
class StopIT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final PortalProcess portal;
    private final HttpClient program = HttpClient.newHttpClient();

    StopIT(PortalProcess portal) {
        this.portal = portal;
    }

    private Mail signed(Visitor visitor, String language, String email) throws Exception {
        visitor.openForm(language).fill("Some Body", email, "CH").send();
        return portal.mailbox().await(email, 1);
    }

    private static URI stop(Mail mail) {
        return mail.links().stream()
                .filter(link -> link.getPath().contains("/stop/"))
                .findFirst()
                .orElseThrow();
    }

    private static HtmlPage press(HtmlPage page, String form) throws IOException {
        DomElement button = page.querySelector("form#" + form + " button");
        return button.click();
    }

    @Test
    void endsAllMailByThePageAndAllowsItAgain() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            Mail mail = signed(visitor, "ar", "stop@example.org");
            assertThat(mail.links()).hasSize(2).endsWith(stop(mail));

            HtmlPage asked = visitor.open(stop(mail));
            assertThat(asked.getElementById("stop")).isNotNull();
            assertThat(visitor.open(mail.link()).getElementById("confirm"))
                    .as("looking changes nothing")
                    .isNotNull();
            HtmlPage stopped = press(asked, "stop");

            assertThat(stopped.getUrl()).isEqualTo(asked.getUrl());
            assertThat(stopped.getElementById("stop")).isNull();
            assertThat(stopped.getWebResponse().getResponseHeaderValue("Cache-Control"))
                    .isEqualTo("no-store");
            assertThat(stopped.getWebResponse().getResponseHeaderValue("X-Robots-Tag"))
                    .contains("noindex");
            assertThat(visitor.open(mail.link()).getElementById("confirm")).isNull();
            HtmlPage allowed = press(stopped, "resume");
            assertThat(allowed.getElementById("stop")).isNotNull();
        }
    }

    @Test
    void explainsALinkThatDoesNotWork() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage page = visitor.open("/en/stop/" + "A".repeat(43));

            assertThat(page.getWebResponse().getStatusCode()).isEqualTo(404);
            assertThat(page.asNormalizedText()).contains("This link does not work");
            assertThat(page.getElementById("stop")).isNull();
        }
    }

    @Test
    void takesTheButtonOfAMailProgram() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            Mail mail = signed(visitor, "en", "one.click@example.org");
            String path = "/unsubscribe/" + stop(mail).getPath().replaceFirst(".*/", "");

            HttpResponse<String> led =
                    program.send(HttpRequest.newBuilder(portal.at(path)).build(), BodyHandlers.ofString());
            assertThat(led.statusCode()).isEqualTo(303);
            assertThat(led.headers().firstValue("Location")).contains(stop(mail).getPath());
            assertThat(visitor.open(stop(mail)).getElementById("stop")).isNotNull();

            HttpResponse<String> known = post(path, FORM, ONE_CLICK);
            HttpResponse<String> unknown = post("/unsubscribe/" + "A".repeat(43), FORM, ONE_CLICK);

            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(unknown.statusCode()).isEqualTo(200);
            assertThat(unknown.body()).isEqualTo(known.body());
            assertThat(visitor.open(stop(mail)).getElementById("resume")).isNotNull();
        }
    }

    @Test
    void takesItInPartsAsWell() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            Mail mail = signed(visitor, "en", "in.parts@example.org");
            String path = "/unsubscribe/" + stop(mail).getPath().replaceFirst(".*/", "");
            String body =
                    "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";

            assertThat(post(path, "multipart/form-data; boundary=x", body).statusCode())
                    .isEqualTo(200);
            assertThat(visitor.open(stop(mail)).getElementById("resume")).isNotNull();
        }
    }

    @Test
    void takesNothingElse() throws Exception {
        String path = "/unsubscribe/" + "A".repeat(43);

        assertThat(post(path, FORM, "anything=else").statusCode()).isEqualTo(400);
        assertThat(post(path, "text/plain", ONE_CLICK).statusCode()).isEqualTo(415);
        assertThat(post(path, FORM, ONE_CLICK + "&" + "x".repeat(3000)).statusCode())
                .isEqualTo(413);
        assertThat(post(path + "?x=1", FORM, ONE_CLICK).statusCode()).isEqualTo(400);
        HttpRequest put = HttpRequest.newBuilder(portal.at(path))
                .PUT(BodyPublishers.ofString(ONE_CLICK))
                .build();
        assertThat(program.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(portal.at(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return program.send(request, BodyHandlers.ofString());
    }
}
