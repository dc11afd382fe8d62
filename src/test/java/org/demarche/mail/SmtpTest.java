package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.demarche.config.Settings;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTest {
    private final OutboxItem item = new OutboxItem(1, "CONFIRM", 7, "en", Instant.parse("2026-11-23T18:00:00Z"));

    private static Settings settings(int port, boolean startTls) {
        return TestSettings.of(Map.of(
                "demarche.mail.host", "127.0.0.1",
                "demarche.mail.port", Integer.toString(port),
                "demarche.mail.starttls", Boolean.toString(startTls)));
    }

    private MimeMessage message(Settings settings, String recipient) {
        return new MailWriter(settings, new HandClock("2026-11-23T18:30:00Z"))
                .write(item, Mail.to(recipient, "en", "Your link").paragraph("Good evening."));
    }

    private Delivery send(int port, boolean startTls) {
        Settings settings = settings(port, startTls);
        try (Smtp smtp = new Smtp(settings)) {
            return smtp.carry(item, message(settings, "jane@example.org"));
        }
    }

    @Test
    void bringsAllMailsOfARoundToTheServer() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Settings settings = settings(server.getSmtp().getPort(), false);
            try (Smtp smtp = new Smtp(settings)) {
                assertThat(smtp.carry(item, message(settings, "jane@example.org")))
                        .isEqualTo(new Delivery.Done());
                assertThat(smtp.carry(item, message(settings, "john@example.org")))
                        .isEqualTo(new Delivery.Done());
            }
            assertThat(server.getReceivedMessages()).hasSize(2);
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getAllRecipients()[0]).hasToString("jane@example.org");
            assertThat(received.getMessageID()).startsWith("<1.0.");
        } finally {
            server.stop();
        }
    }

    @Test
    void letsEachMailReturnToItsOwnAddress() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Settings settings = TestSettings.of(Map.of(
                    "demarche.mail.host", "127.0.0.1",
                    "demarche.mail.port", Integer.toString(server.getSmtp().getPort()),
                    "demarche.mail.bounces.address", "bounces@example.org"));
            Mail mail = Mail.to("jane@example.org", "en", "Your link").returningTo("0".repeat(48));
            try (Smtp smtp = new Smtp(settings)) {
                smtp.carry(item, new MailWriter(settings, new HandClock("2026-11-23T18:30:00Z")).write(item, mail));
            }
            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getHeader("Return-Path"))
                    .containsExactly("<bounces+" + "0".repeat(48) + "@example.org>");
            assertThat(received.getFrom()[0].toString()).contains("petitions@localhost");
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, '550 5.1.1 <jane@example.org> is unknown', refused: 550 5.1.1",
        "RCPT, '553 Who is jane@example.org?', refused: 553",
        "RCPT, '501 jane@example.org has a bad syntax', refused: 501",
        "RCPT, '550 5.4.4 example.org is unknown', refused: 550 5.4.4",
        "RCPT, '554 5.7.1 jane@example.org: relay access denied', refused for now: 554 5.7.1",
        "RCPT, '550 5.7.26 The sender is not to be trusted', refused for now: 550 5.7.26",
        "DATA, '550 5.2.1 jane@example.org is closed', refused: 550 5.2.1",
        "DATA, '554 5.7.1 jane@example.org wants no mail', refused for now: 554 5.7.1",
        "RCPT, '450 4.2.1 jane@example.org is busy', put off: 450 4.2.1",
        "RCPT, '452 jane@example.org is full', put off: 452",
        "DATA, '451 4.3.0 Try later', put off: 451 4.3.0",
        "RCPT, '421 4.3.2 Going down', the mail server refuses to take mails: 421 4.3.2",
        "MAIL, '451 4.3.0 Out of order', the mail server refuses to take mails: 451 4.3.0",
        "MAIL, '530 5.7.0 Log in first', the mail server refuses to take mails: 530 5.7.0",
        "MAIL, '554 5.7.1 You are on a list', the mail server refuses to take mails: 554 5.7.1",
        "RCPT, '530 5.7.1 Log in first', the mail server refuses to take mails: 530 5.7.1",
    })
    void keepsTheCodeOfARefusalAndNeverItsWords(String command, String reply, String reason) throws Exception {
        Delivery delivery = against(command, reply);
        Delivery expected = reason.startsWith("refused: ")
                ? new Delivery.Refused(reason)
                : reason.startsWith("the mail server")
                        ? new Delivery.Unreachable(reason)
                        : new Delivery.Postponed(reason);
        assertThat(delivery).isEqualTo(expected);
    }

    @Test
    void triesAgainWhenTheServerHangsUp() throws Exception {
        assertThat(against("RCPT", ""))
                .isInstanceOfSatisfying(Delivery.Postponed.class, delivery -> assertThat(delivery.reason())
                        .startsWith("the connection broke"));
    }

    /** Whether it has the mail nobody knows: it goes once more rather than never. */
    @Test
    void triesAgainWhenTheServerHangsUpInsteadOfSayingThatItHasTheMail() throws Exception {
        assertThat(against(".", ""))
                .isInstanceOfSatisfying(Delivery.Postponed.class, delivery -> assertThat(delivery.reason())
                        .startsWith("the connection broke"));
    }

    @Test
    void triesAgainWhenTheServerPutsTheMailOffAfterItsLastLine() throws Exception {
        assertThat(against(".", "451 4.3.0 Out of room")).isEqualTo(new Delivery.Postponed("put off: 451 4.3.0"));
    }

    @Test
    void saysThatNothingCanGoWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(send(port, false)).isInstanceOf(Delivery.Unreachable.class);
    }

    @Test
    void sendsNothingInClearWhereTlsIsAskedFor() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            assertThat(send(server.getSmtp().getPort(), true)).isInstanceOf(Delivery.Unreachable.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    /** Sends to a server that answers one command with this, or hangs up where this is empty. */
    private Delivery against(String command, String reply) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> speak(listener, command, reply), "smtp");
            server.start();
            Delivery delivery = send(listener.getLocalPort(), false);
            server.join(5000);
            return delivery;
        }
    }

    private static void speak(ServerSocket listener, String command, String reply) {
        try (Socket socket = listener.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(command)) {
                    if (reply.isEmpty()) {
                        return;
                    }
                    say(out, reply);
                } else if (line.startsWith("QUIT")) {
                    say(out, "221 good-bye");
                    return;
                } else if (line.startsWith("DATA")) {
                    say(out, "354 go on");
                    hearMail(in);
                    if (!command.equals(".")) {
                        say(out, "250 fine");
                    } else if (reply.isEmpty()) {
                        return;
                    } else {
                        say(out, reply);
                    }
                } else {
                    say(out, "250 fine");
                }
            }
        } catch (IOException e) {
            // The client has gone; the test sees what it made of that.
        }
    }

    private static void hearMail(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
