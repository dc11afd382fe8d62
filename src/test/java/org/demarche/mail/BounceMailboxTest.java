package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.demarche.config.Settings;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceMailboxTest {
    private static final String TAG = "0123456789abcdefghijklmnopqrstuv0123456789abcdef";
    private static final String ADDRESS = "bounces+" + TAG + "@example.org";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final List<String> bounced = new ArrayList<>();
    private GreenMailUser user;
    private BounceMailbox mailbox;

    @BeforeEach
    void open() {
        server.start();
        user = server.setUser("bounces@example.org", "bounces", "secret");
        Settings settings = TestSettings.of(Map.of(
                "demarche.mail.bounces.address", "bounces@example.org",
                "demarche.mail.bounces.imap.host", "127.0.0.1",
                "demarche.mail.bounces.imap.port",
                        Integer.toString(server.getImap().getPort()),
                "demarche.mail.bounces.imap.user", "bounces",
                "demarche.mail.bounces.imap.password", "secret"));
        mailbox = new BounceMailbox(settings, ReturnPath.of(settings).orElseThrow());
    }

    @AfterEach
    void close() {
        server.stop();
    }

    private void deliver(String message) throws MessagingException {
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    private static String report(String to, String type, String action, String status) {
        return """
                From: MAILER-DAEMON@mx.example.net
                To: %s
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="b"

                --b
                Content-Type: text/plain

                I am sorry.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net
                Arrival-Date: Mon, 23 Nov 2026 18:00:00 +0000

                Final-Recipient: rfc822; jane@example.net
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 5.1.1 Unknown

                --b
                Content-Type: text/rfc822-headers

                Subject: Please confirm your e-mail address

                --b--
                """
                .formatted(to, type, action, status);
    }

    private int read() throws Exception {
        return mailbox.read(bounced::add);
    }

    @ParameterizedTest
    @CsvSource({"failed, 5.1.1", "Failed, 5.0.0", "failed, 5.2.1 (closed)", "failed, 5.4.4"})
    void readsThatAnAddressTakesNoMailsAndDeletesTheReport(String action, String status) throws Exception {
        deliver(report("<" + ADDRESS + ">", "delivery-status", action, status));

        assertThat(read()).isEqualTo(1);
        assertThat(bounced).containsExactly(TAG);
        assertThat(read()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "delivery-status, delayed, 4.4.1",
        "delivery-status, failed, 4.4.7",
        "delivery-status, failed, 5.7.1",
        "delivery-status, delivered, 2.0.0",
        "delivery-status, relayed, 5.1.1",
        "delivery-status, failed, nonsense",
        "disposition-notification, failed, 5.1.1"
    })
    void takesNothingElseForAnAnswer(String type, String action, String status) throws Exception {
        deliver(report(ADDRESS, type, action, status));

        assertThat(read()).isEqualTo(1);
        assertThat(bounced).isEmpty();
        assertThat(read()).isZero();
    }

    @Test
    void findsTheTagWhereServersWriteIt() throws Exception {
        deliver("Delivered-To: " + ADDRESS.replace("bounces", "Bounces").replace("abc", "ABC") + "\n"
                + report("somebody@example.org", "delivery-status", "failed", "5.1.1"));

        read();

        assertThat(bounced).containsExactly(TAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Subject: no body",
                "To: bounces@example.org\n\nI am on holiday.\n",
                "To: " + ADDRESS + "\n\nI am on holiday.\n",
                "To: " + ADDRESS + "\nContent-Type: multipart/report; report-type=delivery-status\n\nno parts\n",
                "To: " + ADDRESS + "\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n",
                "To: " + ADDRESS + "\nContent-Type: multipart/rep\u0000ort; =\n\n--b--\n",
                "To: " + ADDRESS + "\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
                        + "Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n!!!\n--b--\n",
                "To: " + ADDRESS + ", " + ADDRESS + "\nContent-Type: message/delivery-status\n\nAction: failed\n"
            })
    void deletesWhatIsNoReportOrAMalformedOne(String message) throws Exception {
        deliver(message);
        deliver(report(ADDRESS, "delivery-status", "failed", "5.1.1"));

        assertThat(read()).isEqualTo(2);
        assertThat(bounced).containsExactly(TAG);
        assertThat(read()).isZero();
    }

    @Test
    void deletesWhatIsTooLargeUnread() throws Exception {
        deliver(report(ADDRESS, "delivery-status", "failed", "5.1.1") + "x".repeat(1024 * 1024));

        assertThat(read()).isEqualTo(1);
        assertThat(bounced).isEmpty();
    }

    @Test
    void keepsAReportThatCouldNotBeActedUpon() throws Exception {
        deliver(report(ADDRESS, "delivery-status", "failed", "5.1.1"));

        assertThatThrownBy(() -> mailbox.read(tag -> {
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(read()).isEqualTo(1);
        assertThat(bounced).containsExactly(TAG);
    }
}
