package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.demarche.testing.OnEveryPortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.SignForm;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end: sign, confirm, compile, verify. */
@OnEveryPortal
class JourneyIT {
    private final PortalProcess portal;

    @TempDir
    private Path folder;

    JourneyIT(PortalProcess portal) {
        this.portal = portal;
    }

    @Test
    void makesAPackageOfWhatWasSignedThatAStrangerCanVerify() throws Exception {
        sign("Counted Person", "counted@example.org", "COUNTED");
        sign("Initialled Person", "initialled@example.org", "INITIALS");
        sign("Named Person", "named@example.org", "FULL");

        Path sealed = compile();

        Verdict verdict = verify(sealed);
        assertThat(verdict.exit()).as(verdict.output()).isZero();
        assertThat(verdict.output()).containsIgnoringCase("valid").contains("azimjan-askarov");
        String openings = entry(sealed, "data/signatories/openings.jsonl");
        assertThat(openings)
                .contains("\"name\":\"Named Person\"", "\"initials\":\"I. P.\"")
                .doesNotContain("Counted Person", "Initialled Person", "@example.org");
        assertThat(entry(sealed, "data/rows.jsonl")).doesNotContain("Person", "@");
    }

    @Test
    void countsOneOfManyThatSignAndConfirmAtOnce() throws Exception {
        try (Race race = new Race(portal)) {
            race.countsOne();
        }
    }

    @Test
    void breaksThePackageWithEveryByteThatIsChanged() throws Exception {
        sign("Another Person", "another@example.org", "FULL");
        Path sealed = compile();
        byte[] whole = Files.readAllBytes(sealed);

        for (String part : List.of("data/rows.jsonl", "data/manifest.json", "data/cover-letter-", "META-INF/")) {
            byte[] bytes = whole.clone();
            bytes[firstByteOf(whole, part)] ^= 1;
            Path changed = Files.write(folder.resolve("changed.asice"), bytes);

            Verdict verdict = verify(changed);

            assertThat(verdict.exit()).as(part + "\n" + verdict.output()).isEqualTo(1);
            assertThat(verdict.output()).containsIgnoringCase("broken");
        }
    }

    @Test
    void givesSignersReceiptsThatTheSiteAndTheVerifierTake() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            HtmlPage own = signed("Receipt Person", "receipt@example.org", "COUNTED");
            Path sealed = compile();
            own = visitor.open(own.getUrl().toURI());

            HtmlPage asked = press(own, "receipt");
            assertThat(asked.getWebResponse().getStatusCode())
                    .as("without the tick")
                    .isEqualTo(422);
            ((HtmlCheckBoxInput) asked.getElementById("receipt-sure")).setChecked(true);
            ((HtmlCheckBoxInput) asked.getElementById("receipt-named")).setChecked(true);
            Page file = asked.<DomElement>querySelector("form#receipt button").click();
            assertThat(file.getWebResponse().getResponseHeaderValue("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"receipt.tlog-proof\"");
            String receipt = file.getWebResponse().getContentAsString();

            Path kept = Files.writeString(folder.resolve("receipt.tlog-proof"), receipt);
            Verdict verdict = verify(sealed, "--receipt", kept.toString());
            assertThat(verdict.exit()).as(verdict.output()).isZero();

            HtmlPage checked = check(visitor, receipt);
            assertThat(checked.getWebResponse().getStatusCode()).isEqualTo(200);
            assertThat(checked.asNormalizedText()).contains("The receipt is genuine", "Receipt Person");
            HtmlPage refused = check(visitor, receipt.replace("index ", "index 1"));
            assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
            assertThat(refused.asNormalizedText()).contains("This receipt proves nothing");
            assertThat(((HtmlTextArea) refused.getElementById("text")).getText())
                    .as("what was pasted is still there")
                    .contains("c2sp.org/tlog-proof@v1");
        }
    }

    private static HtmlPage check(Visitor visitor, String receipt) throws IOException {
        HtmlPage page = visitor.open("/en/verify");
        ((HtmlTextArea) page.getElementById("text")).setText(receipt);
        return press(page, "receipt");
    }

    private static HtmlPage press(HtmlPage page, String form) throws IOException {
        return page.<DomElement>querySelector("form#" + form + " button").click();
    }

    @Test
    void letsNobodyInWithoutTheAccount() throws Exception {
        try (StaffMember maria = new StaffMember(portal);
                StaffMember stranger = new StaffMember(portal)) {
            maria.setUp();

            assertThat(stranger.open("/staff").getUrl()).hasPath("/staff/login");
            assertThat(stranger.logIn("teapot wind glacier ten").getUrl()).hasPath("/staff/login");
            assertThat(stranger.open("/staff/petitions/azimjan-askarov").getUrl())
                    .hasPath("/staff/login");
            HtmlPage usedUp =
                    stranger.open(StaffMember.setUpLink(portal).orElseThrow().getPath());
            assertThat(usedUp.getElementById("setup")).isNull();
        }
    }

    private void sign(String name, String address, String visibility) throws Exception {
        signed(name, address, visibility);
    }

    /** The signer's own page. */
    private HtmlPage signed(String name, String address, String visibility) throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            SignForm form = visitor.openForm("en").fill(name, address, "CH").show(visibility);
            if (!visibility.equals("COUNTED")) {
                form.tick("handover");
            }
            form.send();
            HtmlPage confirm = visitor.open(portal.mailbox().await(address, 1).link());
            DomElement button = confirm.querySelector("form#confirm button");
            HtmlPage own = button.click();
            assertThat(own.getUrl().getPath()).startsWith("/en/signature/");
            return own;
        }
    }

    private Path compile() throws Exception {
        try (StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            return maria.download(maria.awaitPackage(maria.compile()), folder);
        }
    }

    private record Verdict(int exit, String output) {}

    private static Verdict verify(Path sealed, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", System.getProperty("portal.verifier")));
        command.addAll(List.of(options));
        command.add(sealed.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), output);
    }

    private static String entry(Path sealed, String name) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(sealed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no " + name + " but " + names);
    }

    /** Where the content of the first entry whose name begins so begins, behind its local header. */
    private static int firstByteOf(byte[] zip, String name) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int header = text.indexOf("PK\3\4");
        while (header >= 0) {
            int nameLength = (zip[header + 26] & 0xff) + ((zip[header + 27] & 0xff) << 8);
            int extraLength = (zip[header + 28] & 0xff) + ((zip[header + 29] & 0xff) << 8);
            if (text.startsWith(name, header + 30)) {
                return header + 30 + nameLength + extraLength;
            }
            header = text.indexOf("PK\3\4", header + 4);
        }
        throw new AssertionError("no entry " + name);
    }
}
