package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.Test;

class MailWriterTest {
    private static final URI LINK = URI.create("https://petition.example/ru/confirm/" + "a".repeat(43));

    private final OutboxItem item = new OutboxItem(1, "CONFIRM", 7, "ru", Instant.parse("2026-11-23T18:00:00Z"));
    private final MailWriter writer = writer(Map.of(
            "demarche.public-url", "https://petition.example",
            "demarche.mail.host", "mail.example",
            "demarche.mail.from", "petitions@petition.example"));

    private static MailWriter writer(Map<String, String> settings) {
        return new MailWriter(TestSettings.of(settings), new HandClock("2026-11-23T18:30:00Z"));
    }

    private static Mail mail(String recipient, String language) {
        MailTexts texts = MailTexts.in(language);
        return Mail.to(recipient, language, texts.text("confirm.subject"))
                .paragraph(texts.text("confirm.why", "petition.example"))
                .link(texts.text("confirm.link.lead"), texts.text("confirm.link.button"), LINK)
                .code(texts.text("confirm.code.lead"), "ABCD2345")
                .paragraph("5 < 6 & \"so\"");
    }

    private static String body(MimeMessage message, int alternative) throws Exception {
        return (String)
                ((Multipart) message.getContent()).getBodyPart(alternative).getContent();
    }

    @Test
    void saysTheSameInPlainTextAndHtml() throws Exception {
        MimeMessage message = writer.write(item, mail("jane@example.org", "ru"));
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(body(message, 0)).startsWith("Здравствуйте!").contains("5 < 6 & \"so\"");
        assertThat(body(message, 1))
                .contains("<html lang=\"ru\" dir=\"ltr\">")
                .contains("Здравствуйте!")
                .contains("5 &lt; 6 &amp; &quot;so&quot;");
    }

    @Test
    void putsTheLinkAndTheCodeOnLinesOfTheirOwn() throws Exception {
        MimeMessage message = writer.write(item, mail("jane@example.org", "ru"));
        List<String> lines = body(message, 0).lines().toList();
        assertThat(lines).containsOnlyOnce(LINK.toString()).containsOnlyOnce("ABCD2345");
        assertThat(lines).filteredOn(line -> !line.startsWith("https:")).allMatch(line -> line.length() <= 72);
        assertThat(body(message, 1)).containsOnlyOnce(LINK.toString()).containsOnlyOnce("href=");
    }

    @Test
    void keepsHostAndCodeInTheirOwnDirectionWhereTheMailRunsFromRightToLeft() throws Exception {
        MimeMessage message = writer.write(item, mail("jane@example.org", "ar"));

        assertThat(body(message, 0)).contains("\u2066petition.example\u2069");
        assertThat(body(message, 1))
                .contains("<html lang=\"ar\" dir=\"rtl\">")
                .contains("<bdi dir=\"ltr\">ABCD2345</bdi>");
    }

    @Test
    void loadsNothingFromElsewhere() throws Exception {
        assertThat(body(writer.write(item, mail("jane@example.org", "ru")), 1))
                .doesNotContain("<img")
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("url(");
    }

    @Test
    void tellsItsSenderItsTimeAndThatNobodyNeedAnswer() throws Exception {
        MimeMessage message = writer.write(item, mail("jane@example.org", "ru"));
        assertThat(message.getFrom()[0]).hasToString("Demarche <petitions@petition.example>");
        assertThat(message.getSentDate()).isEqualTo(Instant.parse("2026-11-23T18:30:00Z"));
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getContentLanguage()).containsExactly("ru");
        assertThat(message.getSubject()).isEqualTo(MailTexts.in("ru").text("confirm.subject"));
        assertThat(message.getHeader("MIME-Version")).containsExactly("1.0");
    }

    @Test
    void keepsTheNameThatTheSettingsGiveTheSender() throws Exception {
        MailWriter other = writer(Map.of("demarche.mail.from", "Petitions <petitions@petition.example>"));
        assertThat(other.write(item, mail("jane@example.org", "ru")).getFrom()[0])
                .hasToString("Petitions <petitions@petition.example>");
    }

    @Test
    void hasTheSameMessageIdAtEveryTryAndAnotherForEachItem() throws Exception {
        String id = writer.write(item, mail("jane@example.org", "ru")).getMessageID();
        assertThat(id).matches("<1\\.0\\.[0-9a-f]{16}@petition\\.example>");
        assertThat(writer.write(item, mail("jane@example.org", "en")).getMessageID())
                .isEqualTo(id);
        OutboxItem other = new OutboxItem(2, "CONFIRM", 7, "ru", Instant.parse("2026-11-23T18:00:00Z"));
        assertThat(writer.write(other, mail("jane@example.org", "ru")).getMessageID())
                .isNotEqualTo(id);
    }

    @Test
    void saysInTrialThatItIsATrial() throws Exception {
        String notice = MailTexts.in("en").text("trial");
        assertThat(body(writer(Map.of()).write(item, mail("jane@example.org", "en")), 0)
                        .replace("\r\n", " "))
                .contains(notice);
        assertThat(body(writer.write(item, mail("jane@example.org", "en")), 0).replace("\r\n", " "))
                .doesNotContain(notice);
    }

    @Test
    void writesToInternationalAddresses() throws Exception {
        assertThat(written("jane@bücher.example")).contains("To: jane@xn--bcher-kva.example");
        assertThat(written("иван@пример.рф")).contains("To: иван@xn--e1afmkfd.xn--p1ai");
    }

    private String written(String recipient) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(item, mail(recipient, "en")).writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void refusesARecipientThatIsNoAddressWithoutRepeatingIt() {
        assertThatThrownBy(() -> writer.write(item, mail("jane@example.org\r\nBcc: all@example.org", "en")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("jane");
    }
}
