package org.demarche.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails that a portal in trial mode wrote to its data folder. */
public final class TrialMailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Path folder;

    TrialMailbox(Path folder) {
        this.folder = folder;
    }

    /** A mail as its reader sees it. */
    public record Mail(String recipient, String messageId, String subject, String text, String html) {
        /** The links in its plain text, in order. */
        public List<URI> links() {
            return LINK.matcher(text)
                    .results()
                    .map(match -> URI.create(match.group()))
                    .toList();
        }

        /** The only link but the one that stops all mail. */
        public URI link() {
            List<URI> links = links().stream()
                    .filter(link -> !link.getPath().contains("/stop/"))
                    .toList();
            if (links.size() != 1) {
                throw new IllegalStateException("not one link but " + links);
            }
            return links.get(0);
        }
    }

    /** All mails to this address, the oldest first. */
    public List<Mail> to(String address) throws IOException {
        return all().stream()
                .filter(mail -> mail.recipient().equalsIgnoreCase(address))
                .toList();
    }

    /** Waits until there are this many mails to this address, and returns the last of them. */
    public Mail await(String address, int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Mail> mails = to(address);
        while (mails.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%d mails to %s, not %d; in all: %s".formatted(mails.size(), address, count, all()));
            }
            Thread.sleep(100);
            mails = to(address);
        }
        return mails.get(count - 1);
    }

    /** All mails, the oldest first. */
    public List<Mail> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(TrialMailbox::read)
                    .toList();
        }
    }

    /** The newest mails to these addresses, so many at most, without opening those that are older: there may be thousands. */
    public List<Mail> newest(Set<String> addresses, int most) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.reverseOrder())
                    .map(TrialMailbox::read)
                    .filter(mail -> addresses.contains(mail.recipient()))
                    .limit(most)
                    .toList();
        }
    }

    /** Whom mails went to, without opening what is in them: there may be thousands. */
    public Set<String> recipients() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        Set<String> recipients = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.eml")) {
            for (Path file : files) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.takeWhile(line -> !line.isEmpty())
                            .filter(line -> line.startsWith("To: "))
                            .forEach(line -> recipients.add(line.substring(4)));
                }
            }
        }
        return recipients;
    }

    private static Mail read(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), input);
            InternetAddress recipient = (InternetAddress) message.getAllRecipients()[0];
            return new Mail(
                    recipient.getAddress(),
                    message.getMessageID(),
                    message.getSubject(),
                    text(message, "text/plain"),
                    text(message, "text/html"));
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static String text(Part part, String type) throws IOException, MessagingException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String text = text(inner, type);
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
