package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.demarche.config.Settings;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialMailboxTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path data;

    private TrialMailbox mailbox;
    private MailWriter writer;

    @BeforeEach
    void open() {
        Settings settings = TestSettings.of(Map.of("demarche.data", data.toString()));
        mailbox = new TrialMailbox(settings);
        writer = new MailWriter(settings, new HandClock("2026-11-23T12:00:05Z"));
    }

    private Delivery carry(long petition, String recipient, Instant queuedAt) {
        OutboxItem item = new OutboxItem(petition, "CONFIRM", 7, "en", queuedAt);
        Mail mail = Mail.to(recipient, "en", "Your link — please")
                .link("Open this:", "Open", URI.create("http://localhost:8080/en/confirm/secret"));
        return mailbox.carrier().carry(item, writer.write(item, mail));
    }

    @Test
    void listsTheNewestFirst() {
        assertThat(mailbox.list()).isEmpty();
        carry(1, "jane@example.org", NOON);
        carry(2, "john@example.org", NOON.plusSeconds(1));
        assertThat(mailbox.list()).extracting(TrialMail::to).containsExactly("john@example.org", "jane@example.org");
    }

    @Test
    void readsBackWhatWasWritten() {
        assertThat(carry(1, "jane@bücher.example", NOON)).isEqualTo(new Delivery.Done());
        TrialMail mail = mailbox.read("20261123T120000000-1-0").orElseThrow();
        assertThat(mail.to()).isEqualTo("jane@xn--bcher-kva.example");
        assertThat(mail.from()).isEqualTo("Demarche <petitions@localhost>");
        assertThat(mail.subject()).isEqualTo("Your link — please");
        assertThat(mail.sentAt()).isEqualTo("2026-11-23T12:00:05Z");
        assertThat(mail.plain()).contains("http://localhost:8080/en/confirm/secret");
        assertThat(mail.html()).contains("<a href=\"http://localhost:8080/en/confirm/secret\"");
        assertThat(mail.headers())
                .contains(Map.entry("Auto-Submitted", "auto-generated"))
                .contains(Map.entry("Subject", "Your link — please"));
    }

    @Test
    void keepsOneFileForAMailThatGoesTwice() throws Exception {
        carry(1, "jane@example.org", NOON);
        carry(1, "jane@example.org", NOON);
        try (var files = Files.list(data.resolve("mail"))) {
            assertThat(files).hasSize(1).allMatch(file -> file.toString().endsWith(".eml"));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "..",
                "20261123T120000000-1-1",
                "20261123T120000000-1-0.eml",
                "../mail/20261123T120000000-1-0",
                "20261123T120000000-1-0\n",
                "20261123T120000000-1-0/../../secret",
                "२0261123T120000000-1-0",
            })
    void readsNothingButItsMails(String id) {
        carry(1, "jane@example.org", NOON);
        assertThat(mailbox.read("20261123T120000000-1-0")).isPresent();
        assertThat(mailbox.read(id)).isEmpty();
    }

    @Test
    void saysThatNothingCanGoWhenTheFolderCannotBeWritten() throws Exception {
        Files.createFile(data.resolve("mail"));
        assertThat(carry(1, "jane@example.org", NOON))
                .isInstanceOfSatisfying(Delivery.Unreachable.class, delivery -> assertThat(delivery.reason())
                        .doesNotContain("jane"));
    }
}
