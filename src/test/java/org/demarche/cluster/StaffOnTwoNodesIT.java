package org.demarche.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.SignForm;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL and one folder: what staff do at one is done at the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StaffOnTwoNodesIT {
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static PortalProcess here;
    private static PortalProcess there;

    @BeforeAll
    static void startTwoNodes() throws Exception {
        Postgres server = Postgres.found().orElse(null);
        if (server == null) {
            System.err.println("\n*** " + Postgres.whyNot() + " ***\n");
            abort(Postgres.whyNot());
        }
        Map<String, String> settings = new HashMap<>(server.newPortal());
        settings.put("demarche.keys", folder.resolve("keys").toString());
        settings.put("demarche.data", folder.resolve("data").toString());
        here = PortalProcess.start("staff-here", settings);
        try (StaffMember maria = new StaffMember(here)) {
            maria.setUp();
        }
        there = PortalProcess.start("staff-there", settings);
    }

    @AfterAll
    static void stopBoth() {
        if (here != null) {
            here.close();
        }
        if (there != null) {
            there.close();
        }
    }

    private static int sign(PortalProcess node, String email) throws Exception {
        try (Visitor visitor = new Visitor(node)) {
            SignForm form = visitor.openForm("en").fill("Panic Person", email, "CH");
            return form.send().getWebResponse().getStatusCode();
        }
    }

    @Test
    @Order(1)
    void anEditionThatOneCompiledIsDownloadedFromTheOther() throws Exception {
        try (StaffMember maria = new StaffMember(here);
                StaffMember elsewhere = new StaffMember(there)) {
            maria.logIn();
            maria.generate(20);
            URI edition = maria.awaitPackage(maria.compile());
            Path made = maria.download(edition, Files.createDirectory(folder.resolve("made")));

            elsewhere.logIn();
            Path taken =
                    elsewhere.download(there.at(edition.getPath()), Files.createDirectory(folder.resolve("taken")));
            assertThat(taken).isNotEmptyFile().hasSameBinaryContentAs(made);
        }
    }

    @Test
    @Order(2)
    void theAlarmShutsTheOtherNodeAndLiftingItOpensItAgain() throws Exception {
        try (StaffMember colleague = new StaffMember(there);
                StaffMember maria = new StaffMember(here)) {
            maria.logIn();
            colleague.logIn();
            assertThat(colleague.open("/staff").getTitleText()).contains("Overview");
            assertThat(sign(there, "before@example.org")).isEqualTo(200);

            HtmlPage vault = maria.open("/staff/vault");
            HtmlForm panic = vault.getHtmlElementById("panic");
            panic.<HtmlCheckBoxInput>getInputByName("sure").setChecked(true);
            HtmlPage after =
                    panic.<DomElement>querySelector("input[type=submit]").click();
            long sounded = System.nanoTime();
            assertThat(after.getUrl().getPath()).isEqualTo("/staff/login");

            // Whatever the machine's pace, the other node refuses; how soon is printed.
            int tries = 0;
            while (sign(there, "during-" + tries + "@example.org") != 503) {
                assertThat(Duration.ofNanos(System.nanoTime() - sounded)).isLessThan(PATIENCE);
                tries++;
            }
            System.out.printf(
                    "The other node refused %d ms after the alarm (promised: %d ms).%n",
                    (System.nanoTime() - sounded) / 1_000_000, PROMISED.toMillis());

            assertThat(colleague.open("/staff").getUrl().getPath()).isEqualTo("/staff/login");
            assertThat(maria.open("/staff/vault").getUrl().getPath()).isEqualTo("/staff/login");
            assertThat(sign(here, "during@example.org")).isEqualTo(503);
            try (Visitor reader = new Visitor(there)) {
                assertThat(reader.open("/en/azimjan-askarov").getWebResponse().getStatusCode())
                        .as("everybody may still read")
                        .isEqualTo(200);
            }

            maria.logIn();
            HtmlPage lift = maria.open("/staff/vault");
            assertThat(lift.getBody().getTextContent()).contains("Panic lock", "Locked");
            lift.<HtmlForm>getHtmlElementById("lift")
                    .<DomElement>querySelector("input[type=submit]")
                    .click();
            long lifted = System.nanoTime();
            while (sign(there, "after@example.org") == 503) {
                assertThat(Duration.ofNanos(System.nanoTime() - lifted)).isLessThan(PATIENCE);
            }
            assertThat(maria.open("/staff/vault").getBody().getTextContent()).contains("Locked");
        }
    }
}
