package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demarche.config.Settings;
import org.demarche.mail.Mail;
import org.demarche.mail.Messages;
import org.demarche.signing.form.SigningForm;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.web.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SpamAssassin makes of every kind of mail in every language, where it is installed. */
class SpamTest {
    private static final double MOST = 2;
    private static final String COMMAND = "spamassassin";
    private static final String MISSING =
            "NO SPAMASSASSIN, NOBODY JUDGED THE MAILS: install the package spamassassin to have them judged";

    private static final Pattern STATUS =
            Pattern.compile("X-Spam-Status: \\w+, score=(-?[\\d.]+)[^\\n]*(\\n\\s[^\\n]*)*");

    @TempDir
    private Path folder;

    private final Settings settings = TestSettings.of(Map.of(
            "demarche.public-url", "https://petitions.example.org",
            "demarche.mail.host", "mail.example.org",
            "demarche.mail.from", "petitions@example.org"));

    @Test
    void findsNothingToSayAgainstAnyMail() throws Exception {
        if (!isInstalled()) {
            System.err.println("\n*** " + MISSING + " ***\n");
        }
        assumeTrue(isInstalled(), MISSING);
        Path mailbox = folder.resolve("mbox");
        int mails = 0;
        try (TestDatabase database = TestDatabase.h2();
                OutputStream file = Files.newOutputStream(mailbox)) {
            Portal portal = new Portal(database, folder.resolve("keys"), settings);
            for (String language : Languages.spoken()) {
                for (Mail mail : allKinds(portal, language)) {
                    append(file, mail, portal.clock);
                    mails++;
                }
            }
        }

        List<MatchResult> judgements = judged(mailbox);

        assertThat(judgements).hasSize(mails).hasSize(4 * Languages.spoken().size());
        assertThat(judgements).allSatisfy(judgement -> assertThat(Double.parseDouble(judgement.group(1)))
                .as(judgement.group())
                .isLessThan(MOST));
    }

    /** Confirm, remind, signed already, the page's link. */
    private static List<Mail> allKinds(Portal portal, String language) {
        String email = "jane." + language + "@example.com";
        SigningForm english = portal.form(email);
        SigningForm form = new SigningForm(
                english.petition(), language, "Jane", email, "CH", List.of("1"), "COUNTED", true, false, false);
        List<Mail> mails = new ArrayList<>();
        portal.sign(form);
        mails.addAll(portal.mails());
        portal.clock.pass(Duration.ofDays(2));
        portal.remind();
        mails.addAll(portal.mails());
        portal.confirm(Portal.token(mails.get(0)));
        portal.sign(form);
        mails.addAll(portal.mails());
        portal.request(email, language);
        mails.addAll(portal.mails());
        return mails;
    }

    private void append(OutputStream file, Mail mail, Clock clock) throws IOException {
        file.write("From petitions@example.org Mon Nov 23 18:00:00 2026\n".getBytes(StandardCharsets.US_ASCII));
        file.write(Messages.written(mail, settings, clock));
        file.write("\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static List<MatchResult> judged(Path mailbox) throws IOException, InterruptedException {
        Path answer = mailbox.resolveSibling("judged");
        Process process = new ProcessBuilder(COMMAND, "-L", "-t", "--mbox")
                .redirectInput(mailbox.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return STATUS.matcher(
                        Files.readString(answer, StandardCharsets.ISO_8859_1).replace("\r", ""))
                .results()
                .toList();
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, COMMAND)));
    }
}
