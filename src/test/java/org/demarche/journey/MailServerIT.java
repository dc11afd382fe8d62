package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.SlowRelay;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.junit.jupiter.api.Test;

/** The portal and a real mail server: one that is away, one that is slow, and a portal that is killed meanwhile. */
class MailServerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CARRIERS = 8;

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    @Test
    void losesNoMailWhoeverIsAway() throws Exception {
        server.start();
        GreenMailUser returned = server.setUser("bounces@example.org", "bounces", "secret");
        try (SlowRelay relay = new SlowRelay(server.getSmtp().getPort(), Duration.ofMillis(40));
                PortalProcess portal = PortalProcess.start("mail", settings(relay))) {
            List<String> first = sign(portal, "first", 5);
            setUpStaff(portal);
            assertThat(server.getReceivedMessages()).as("the server is away").isEmpty();
            relay.arrive();
            await(first);
            returned.deliver(report(server.getReceivedMessages()[0]));
            awaitRead(returned);

            relay.leave();
            List<String> second = sign(portal, "second", 60);
            relay.arrive();
            awaitMails(first.size() + 10);
            portal.kill();
            assertThat(received().size())
                    .as("it was killed in the middle of sending")
                    .isLessThan(first.size() + second.size());
            portal.start();
            await(second);

            assertThat(received().values().stream().mapToInt(Integer::intValue).sum())
                    .as("what was going when the server or the portal went away goes twice, and nothing else does")
                    .isLessThanOrEqualTo(first.size() + second.size() + 2 * CARRIERS);
            assertThat(portal.log()).contains("Mails go again.");
            assertThat(mailPage(portal)).contains("Addresses that return mail\n1");
        } finally {
            server.stop();
        }
    }

    private Map<String, String> settings(SlowRelay relay) {
        return Map.of(
                "demarche.mail.host", "127.0.0.1",
                "demarche.mail.port", Integer.toString(relay.port()),
                "demarche.mail.from", "petitions@example.org",
                "demarche.mail.bounces.address", "bounces@example.org",
                "demarche.mail.bounces.imap.host", "127.0.0.1",
                "demarche.mail.bounces.imap.port",
                        Integer.toString(server.getImap().getPort()),
                "demarche.mail.bounces.imap.user", "bounces",
                "demarche.mail.bounces.imap.password", "secret");
    }

    private static List<String> sign(PortalProcess portal, String name, int people) throws Exception {
        List<String> addresses = IntStream.range(0, people)
                .mapToObj(i -> name + i + "@example.com")
                .toList();
        try (Visitor visitor = new Visitor(portal)) {
            for (String address : addresses) {
                visitor.openForm("en").fill("Some Body", address, "CH").send();
            }
        }
        return addresses;
    }

    /** How many mails each address got. */
    private Map<String, Integer> received() throws MessagingException {
        Map<String, Integer> mails = new TreeMap<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            mails.merge(message.getAllRecipients()[0].toString(), 1, Integer::sum);
        }
        return mails;
    }

    private void await(List<String> addresses) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!received().keySet().containsAll(addresses) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(received()).containsKeys(addresses.toArray(new String[0]));
    }

    private void awaitRead(GreenMailUser mailbox) throws Exception {
        MailFolder inbox = server.getManagers().getImapHostManager().getInbox(mailbox);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (inbox.getMessageCount() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(inbox.getMessageCount()).isZero();
    }

    private void awaitMails(int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.getReceivedMessages().length < count && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertThat(server.getReceivedMessages()).hasSizeGreaterThanOrEqualTo(count);
    }

    /** What a server sends to the address that a mail named for its return. */
    private static MimeMessage report(MimeMessage mail) throws MessagingException {
        String report =
                """
                From: MAILER-DAEMON@mx.example.com
                To: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; unknown@example.com
                Action: failed
                Status: 5.1.1

                --b--
                """
                        .formatted(mail.getHeader("Return-Path")[0]);
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(report.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static void setUpStaff(PortalProcess portal) throws Exception {
        try (StaffMember staff = new StaffMember(portal)) {
            staff.setUp();
        }
    }

    private static String mailPage(PortalProcess portal) throws Exception {
        try (StaffMember staff = new StaffMember(portal)) {
            staff.logIn();
            assertThat(staff.open("/staff/mail").getUrl().getPath())
                    .as("outside a trial nothing is shown before there is a second factor")
                    .isEqualTo("/staff/access");
            staff.setUpCodes();
            return staff.open("/staff/mail").asNormalizedText();
        }
    }
}
