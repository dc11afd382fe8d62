package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.demarche.testing.ListeningSockets;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** What outlives the process, and what the process opens. */
@OnThePortal
class RestartIT {
    private final PortalProcess portal;

    RestartIT(PortalProcess portal) {
        this.portal = portal;
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenItIsKilled() throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            visitor.openForm("en")
                    .fill("Confirmed Before", "before@example.org", "CH")
                    .send();
            HtmlPage own = confirm(visitor, portal.mailbox().await("before@example.org", 1));
            visitor.openForm("en")
                    .fill("Confirmed After", "after@example.org", "CH")
                    .send();

            portal.kill();
            portal.start();

            URI page = own.getUrl().toURI();
            assertThat(visitor.open(page).asNormalizedText()).contains("Confirmed Before");
            HtmlPage later = confirm(visitor, portal.mailbox().await("after@example.org", 1));
            assertThat(later.getUrl().getPath()).startsWith("/en/signature/");
            assertThat(later.getElementById("withdraw")).isNotNull();
        }
    }

    @Test
    void listensOnItsOwnLoopbackPortAndNowhereElse() throws Exception {
        assumeTrue(ListeningSockets.canBeRead(), "This system does not show a process's sockets");

        assertThat(ListeningSockets.of(portal.pid()))
                .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), portal.port()));
    }

    @Test
    void callsNobodyOutsideThisMachine() throws Exception {
        assumeTrue(ListeningSockets.canBeRead(), "This system does not show a process's sockets");

        assertThat(ListeningSockets.talkingTo(portal.pid()))
                .allSatisfy(peer -> assertThat(peer.getAddress()).matches(address -> address.isLoopbackAddress()));
    }

    private static HtmlPage confirm(Visitor visitor, Mail mail) throws Exception {
        DomElement button = visitor.open(mail.link()).querySelector("form#confirm button");
        return button.click();
    }
}
