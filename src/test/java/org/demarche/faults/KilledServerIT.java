package org.demarche.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.demarche.testing.Nginx;
import org.demarche.testing.Person;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Postgres;
import org.demarche.testing.Visitor;
import org.junit.jupiter.api.Test;

/**
 * The server is killed, as {@code kill -9} does, while many sign and confirm at once: whatever was acknowledged is there
 * when it has been started again. Once on PostgreSQL, or on both databases as often as {@code -Dfaults.kills} says.
 */
class KilledServerIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 1);
    private static final int CONFIRMING = 40;

    @Test
    void losesNothingOfTheEmbeddedDatabase() throws Exception {
        assumeTrue(
                KILLS > 1,
                "In full counts only (-Pfaults): RestartIT kills a portal with this database in every build");
        killUnderLoad("killed", Map.of());
    }

    @Test
    void losesNothingOnPostgres() throws Exception {
        assumeTrue(
                KILLS > 1 || Nginx.program().isEmpty(),
                "In full counts only (-Pfaults): TwoNodesIT kills nodes under load in every build");
        assumeTrue(Postgres.found().isPresent(), Postgres::whyNot);
        killUnderLoad("killed-postgres", Postgres.found().orElseThrow().newPortal());
    }

    private static void killUnderLoad(String name, Map<String, String> settings) throws Exception {
        try (PortalProcess portal = PortalProcess.start(name, settings)) {
            Ledger ledger = new Ledger(portal, settings);
            Answers signed = new Answers();
            Answers confirmed = new Answers();
            for (int kill = 1; kill <= KILLS; kill++) {
                List<String> links = links(portal, signed);
                Signers signers = new Signers(portal).begin(links);
                // Anywhere in the middle of it: sooner or later, and between any two steps of the server.
                signers.await(ThreadLocalRandom.current().nextInt(20, 300));
                Thread.sleep(ThreadLocalRandom.current().nextLong(20));
                portal.kill();
                signers.stop();
                portal.start();

                signed.add(signers.signed());
                confirmed.add(signers.confirmed());
                System.out.printf("%s, kill %d: %s%n", name, kill, signers.signed());
                ledger.holdsMailForAll(signed.acknowledged);
                ledger.countsAll(confirmed);
            }
            portal.stop();

            System.out.printf("%s: signed: %s; stored: %d%n", name, signed, ledger.stored());
            System.out.printf("%s: confirmed: %s; stored: %d%n", name, confirmed, ledger.counted());
            assertThat(List.of(signed.wrong, confirmed.wrong))
                    .allSatisfy(wrong -> assertThat(wrong).isEmpty());
            assertThat(ledger.stored()).isBetween((long) signed.acknowledged.size(), (long) signed.possible());
            assertThat(ledger.counted()).isBetween((long) confirmed.acknowledged.size(), (long) confirmed.possible());
        }
    }

    /** Paths of links that were mailed to people who have yet to confirm. */
    private static List<String> links(PortalProcess portal, Answers signed) throws Exception {
        List<String> addresses = new ArrayList<>();
        try (Visitor visitor = new Visitor(portal)) {
            for (int i = 0; i < CONFIRMING; i++) {
                String address = Person.latin().email();
                visitor.openForm("en").fill("Load Person", address, "CH").send();
                addresses.add(address);
            }
        }
        signed.acknowledged.addAll(addresses);
        List<String> links = new ArrayList<>();
        for (String address : addresses) {
            links.add(portal.mailbox().await(address, 1).link().getPath());
        }
        return links;
    }
}
