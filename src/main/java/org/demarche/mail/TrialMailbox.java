package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demarche.config.Settings;

/**
 * Where mails go in trial: one {@code .eml} file each (RFC 5322) in the folder {@code mail} of the data folder, whole or
 * not at all. File names begin with the time at which the mail was queued.
 */
@ApplicationScoped
public class TrialMailbox {
    private static final int MOST_LISTED = 100;
    private static final String SUFFIX = ".eml";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{9}-[0-9]{1,19}-[0-9]{1,19}");

    private Path folder;

    protected TrialMailbox() {}

    @Inject
    public TrialMailbox(Settings settings) {
        this.folder = settings.data().resolve("mail");
    }

    /** {@return the newest mails, newest first, a hundred at most} */
    public List<TrialMail> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_LISTED)
                    .flatMap(id -> read(id).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The trial's mailbox cannot be read", e);
        }
    }

    /** {@return the mail with this id; empty if there is none, or the id is not of a mail's form} */
    public Optional<TrialMail> read(String id) {
        if (id == null || !ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(folder.resolve(id + SUFFIX))) {
            return Optional.of(parsed(id, new MimeMessage(Session.getInstance(MailWriter.international()), file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The mail " + id + " cannot be read", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail " + id + " is not a message", e);
        }
    }

    private static TrialMail parsed(String id, MimeMessage message) throws MessagingException, IOException {
        Multipart alternatives = (Multipart) message.getContent();
        return new TrialMail(
                id,
                message.getSentDate().toInstant(),
                ((InternetAddress) message.getFrom()[0]).toUnicodeString(),
                ((InternetAddress) message.getRecipients(Message.RecipientType.TO)[0]).toUnicodeString(),
                message.getSubject(),
                (String) alternatives.getBodyPart(0).getContent(),
                (String) alternatives.getBodyPart(1).getContent(),
                headers(message));
    }

    private static List<Map.Entry<String, String>> headers(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(header -> Map.entry(header.getName(), decoded(header)))
                .toList();
    }

    private static String decoded(Header header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header.getValue()));
        } catch (IOException e) {
            return header.getValue();
        }
    }

    /** {@return a carrier that brings mails here} */
    Carrier carrier() {
        return new Carrier() {
            @Override
            public Delivery carry(OutboxItem item, MimeMessage message) {
                try {
                    keep(item, message);
                    return new Delivery.Done();
                } catch (IOException | MessagingException e) {
                    return new Delivery.Unreachable("the trial's mailbox cannot be written ("
                            + e.getClass().getSimpleName() + ")");
                }
            }

            @Override
            public void close() {
                // Every mail is closed when it is written.
            }
        };
    }

    private void keep(OutboxItem item, MimeMessage message) throws IOException, MessagingException {
        Files.createDirectories(folder);
        String id = TIME.format(item.createdAt()) + "-" + item.petitionId() + "-" + item.id();
        Path draft = Files.createTempFile(folder, id, ".part");
        try {
            try (OutputStream file = Files.newOutputStream(draft)) {
                message.writeTo(file);
            }
            Files.move(
                    draft,
                    folder.resolve(id + SUFFIX),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
