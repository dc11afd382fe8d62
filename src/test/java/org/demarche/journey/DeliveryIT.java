package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.demarche.audit.Role;
import org.demarche.testing.Archives;
import org.demarche.testing.Canaries;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlFileInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edition goes through from the freeze to the erasure, and who is told what of it. */
class DeliveryIT {
    private static final String PUBLIC = "/en/azimjan-askarov/editions";
    private static final String API = "/api/petitions/azimjan-askarov/editions";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private PortalProcess portal;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        portal = PortalProcess.start("delivery", Map.of("demarche.erasure.after-days", "0"));
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void leadsFromTheFreezeToTheErasureAndTellsEverybodyWhatTheyMayKnow() throws Exception {
        String named = sign("Named Person", "named@example.org");
        String leaving = sign("Leaving Person", "leaving@example.org");
        try (StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            try (StaffMember approver = maria.invite("approver@example.org", Role.APPROVER)) {
                String first = compile(maria);
                assertThat(maria.open(first).getElementById("approve"))
                        .as("nobody approves what they had compiled")
                        .isNull();
                assertThat(maria.open(first + "/delivery").getElementById("delivery"))
                        .as("nothing is delivered that nobody approved")
                        .isNull();
                approve(approver, first);

                refuseWhatIsTypedWrongAndKeepItAll(maria, first);
                refuseAnArchiveThatIsCalledAPhotograph(maria, first);
                assertThat(attempt(maria, first, "REFUSED").getUrl()).hasPath(first);
                refuseWhatHasChanged(maria, first, leaving);

                String second = compile(maria);
                approve(approver, second);
                HtmlPage delivered = attempt(maria, second, "MET", photograph());
                assertThat(delivered.getUrl()).hasPath(second);
                assertThat(delivered.asNormalizedText()).contains("Handed over", "Anna and Boris", "It went well");
                assertThat(maria.open(second + "/delivery").getElementById("delivery"))
                        .as("it is not delivered twice")
                        .isNull();
                showThePhotographToStaffAlone(approver, delivered);
                answer(maria, second);
            }
        }
        tellEverybody();
        tellTheSigner(named);
        eraseOnSchedule(named);
    }

    private String compile(StaffMember maria) throws Exception {
        HtmlPage progress = maria.compile();
        maria.awaitPackage(progress);
        return progress.getUrl().getPath();
    }

    private static void approve(StaffMember approver, String edition) throws IOException {
        HtmlPage after = press(approver.open(edition).getHtmlElementById("approve"));
        assertThat(after.asNormalizedText()).contains("Approved");
    }

    private HtmlForm form(StaffMember maria, String edition) throws IOException {
        return maria.open(edition + "/delivery").getHtmlElementById("delivery");
    }

    private void refuseWhatIsTypedWrongAndKeepItAll(StaffMember maria, String edition) throws IOException {
        HtmlForm form = form(maria, edition);
        form.getInputByName("carrier").setValue("Anna <Boris>");
        ((HtmlTextArea) form.querySelector("textarea")).setText("Third floor,\nleft");
        form.getRadioButtonsByName("channel").get(1).setChecked(true);
        ((HtmlFileInput) form.getInputByName("attachment")).setFiles(photograph());

        HtmlPage again = press(form);

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(again.querySelectorAll(".problems a")).hasSize(4);
        HtmlForm kept = again.getHtmlElementById("delivery");
        assertThat(kept.getInputByName("carrier").getValue()).isEqualTo("Anna <Boris>");
        assertThat(((HtmlTextArea) kept.querySelector("textarea")).getText().strip())
                .contains("Third floor,", "left");
        assertThat(kept.getRadioButtonsByName("channel").get(1).isChecked()).isTrue();
        assertThat(again.asNormalizedText()).contains("Choose the file again");
    }

    /** It goes by what is inside; and what is refused is neither kept nor told of. */
    private void refuseAnArchiveThatIsCalledAPhotograph(StaffMember maria, String edition) throws IOException {
        Path file = Files.write(
                Files.createDirectory(folder.resolve("archives")).resolve("photograph.jpg"), Archives.bomb());

        HtmlPage again = attempt(maria, edition, "MET", file.toFile());

        assertThat(again.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(again.querySelectorAll(".problems a"))
                .extracting(DomNode::getTextContent)
                .singleElement()
                .asString()
                .contains("not a JPEG, a PNG or a PDF");
        assertThat(portal.data().resolve("deliveries")).doesNotExist();
        HtmlPage shown = maria.open(edition);
        assertThat(shown.asNormalizedText()).contains("Approved").doesNotContain("Anna and Boris", "It went well");
        assertThat(shown.<DomElement>querySelector("a[href*='/deliveries/']")).isNull();
    }

    /** @param shown a photograph or a scan, or none */
    private HtmlPage attempt(StaffMember maria, String edition, String outcome, File... shown) throws IOException {
        HtmlForm form = form(maria, edition);
        Clock clock = Clock.systemUTC();
        choose(form, "channel", "IN_PERSON");
        choose(form, "outcome", outcome);
        form.getInputByName("day").setValue(LocalDate.now(clock).toString());
        // As text, for HtmlUnit's own field for times knows twelve hours, and sends nothing from one o'clock on.
        form.getInputByName("time")
                .changeType("text", true)
                .setValue(LocalTime.now(clock).truncatedTo(ChronoUnit.MINUTES).toString());
        form.getInputByName("carrier").setValue("Anna and Boris");
        ((HtmlTextArea) form.querySelector("textarea")).setText("It went well");
        if (shown.length > 0) {
            ((HtmlFileInput) form.getInputByName("attachment")).setFiles(shown);
        }
        return press(form);
    }

    private static void choose(HtmlForm form, String name, String value) {
        form.getRadioButtonsByName(name).stream()
                .filter(radio -> radio.getValueAttribute().equals(value))
                .forEach(radio -> radio.setChecked(true));
    }

    private void refuseWhatHasChanged(StaffMember maria, String edition, String leaving) throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            press(visitor.open(leaving).getHtmlElementById("withdraw"));
        }
        assertThat(maria.open(edition).asNormalizedText())
                .contains("1 signature has changed since the freeze", "do not deliver it");

        HtmlPage refused = attempt(maria, edition, "MET");

        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(refused.asNormalizedText()).contains("1 signature has changed", "Compile again");
    }

    private void showThePhotographToStaffAlone(StaffMember approver, HtmlPage delivered) throws Exception {
        DomElement link = delivered.querySelector("a[href*='/deliveries/']");
        WebResponse photograph = approver.fetch(link.getAttribute("href"));
        assertThat(photograph.getStatusCode()).isEqualTo(200);
        assertThat(photograph.getContentType()).isEqualTo("image/jpeg");
        assertThat(ImageIO.read(photograph.getContentAsStream()).getWidth()).isEqualTo(30);
        assertThat(get(link.getAttribute("href")).statusCode()).isEqualTo(401);
    }

    private static void answer(StaffMember maria, String edition) throws IOException {
        HtmlForm form = maria.open(edition + "/answer").getHtmlElementById("answer");
        form.getInputByName("day").setValue(LocalDate.now(Clock.systemUTC()).toString());
        ((HtmlTextArea) form.querySelector("textarea")).setText("They <will> look into it.");
        assertThat(press(form).asNormalizedText()).contains("They <will> look into it.");
    }

    private void tellEverybody() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            String page = visitor.open(PUBLIC).asNormalizedText();
            assertThat(page)
                    .contains(
                            "in person: taken at a meeting", "They <will> look into it.", "Approved by a second person")
                    .contains("SHA-256 of the package")
                    .doesNotContain("Anna", "Boris", "It went well");
            assertThat(visitor.open(PUBLIC.replace("en", "ru")).asNormalizedText())
                    .contains("лично: принята на встрече");
        }
        JsonObject edition = editions();
        assertThat(edition.getString("state")).isEqualTo("DELIVERED");
        assertThat(edition.getString("deliveredOn")).isNotEmpty();
        assertThat(edition.getJsonArray("deliveries").getJsonObject(0).getString("outcome"))
                .isEqualTo("MET");
        assertThat(edition.getJsonObject("answer").getString("text")).isEqualTo("They <will> look into it.");
        assertThat(edition.toString()).doesNotContain("Anna");
    }

    private void tellTheSigner(String named) throws IOException {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage own = visitor.open(named);
            assertThat(own.asNormalizedText())
                    .contains("Handed over on", "in person: taken at a meeting", "Approved by a second person on")
                    .contains("Named Person");
            HtmlForm less = own.getHtmlElementById("visibility");
            choose(less, "visibility", "COUNTED");
            assertThat(press(less).getWebResponse().getStatusCode()).isEqualTo(200);
            HtmlForm more = visitor.open(named).getHtmlElementById("visibility");
            choose(more, "visibility", "FULL");
            more.getInputByName("handover").setChecked(true);
            assertThat(press(more).getWebResponse().getStatusCode())
                    .as("what was handed over is shown less, never more")
                    .isEqualTo(422);
        }
    }

    /** The portal looks for what is due when it starts. */
    private void eraseOnSchedule(String named) throws Exception {
        portal.stop();
        portal.start();
        for (int i = 0; i < 300 && !isErased(); i++) {
            Thread.sleep(200);
        }
        JsonObject certificate = editions().getJsonObject("erasure");
        assertThat(certificate.getInt("signatures")).isEqualTo(1);
        assertThat(certificate.getJsonObject("auditEntry").getString("sha256")).hasSize(64);
        try (Visitor visitor = new Visitor(portal);
                StaffMember maria = new StaffMember(portal)) {
            assertThat(visitor.open(PUBLIC).asNormalizedText())
                    .contains(
                            "Certificate of erasure",
                            certificate.getJsonObject("auditEntry").getString("sha256"));
            HtmlPage own = visitor.open(named);
            assertThat(own.asNormalizedText())
                    .contains("Your name is no longer here", "Confirmed and counted")
                    .doesNotContain("Named Person");
            maria.logIn();
            HtmlPage edition = maria.open("/staff/petitions/azimjan-askarov/editions");
            edition = ((DomElement) edition.querySelector("main h2 a")).click();
            assertThat(edition.asNormalizedText()).contains("Everything that named the signers");
            HtmlForm erase = own.getHtmlElementById("erase");
            erase.getInputByName("erase-sure").setChecked(true);
            press(erase);
            assertThat(visitor.open(named).getWebResponse().getStatusCode()).isEqualTo(410);
        }
        portal.stop();
        assertThat(new Canaries(List.of("Named Person"))
                        .under(portal.data(), file -> file.toString().contains("editions")))
                .isEmpty();
    }

    private boolean isErased() throws Exception {
        JsonObject edition = editions();
        return edition.containsKey("erasure")
                && edition.getJsonObject("erasure").containsKey("finishedAt");
    }

    private JsonObject editions() throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(get(API).body()))) {
            return reader.readObject().getJsonArray("editions").getJsonObject(0);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(portal.at(path)).build(), BodyHandlers.ofString());
    }

    private File photograph() throws IOException {
        File file = folder.resolve("photograph.jpg").toFile();
        assertThat(ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "jpeg", file))
                .isTrue();
        return file;
    }

    private String sign(String name, String address) throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            visitor.openForm("en")
                    .fill(name, address, "CH")
                    .show("FULL")
                    .tick("handover")
                    .send();
            URI link = portal.mailbox().await(address, 1).link();
            HtmlPage own = press(visitor.open(link).getHtmlElementById("confirm"));
            return own.getUrl().getPath();
        }
    }

    private static HtmlPage press(HtmlForm form) throws IOException {
        DomElement button = form.querySelector("button[type=submit], input[type=submit]");
        return button.click();
    }
}
