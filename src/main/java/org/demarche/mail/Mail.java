package org.demarche.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One mail to one person, in words; how it looks is decided when it is sent. It greets, says its parts in order, and
 * ends with the sentence that all mails end with.
 *
 * @param recipient the address as {@link Address#text()} gave it
 * @param language BCP 47, one of those that the portal has texts for
 * @param subject names neither the recipient nor the petition: mailboxes can be read by others
 * @param parts at most one link, one code and one way to stop among them
 * @param returnTag tells the address to the portal when the mail comes back, and to nobody else; empty if it may not
 */
public record Mail(String recipient, String language, String subject, List<Part> parts, String returnTag) {
    /** What a mail is made of. */
    public sealed interface Part {}

    /** A paragraph of plain text. */
    public record Paragraph(String text) implements Part {
        public Paragraph {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The link, introduced by a sentence.
     *
     * @param label what the button says where there are buttons
     */
    public record Link(String lead, String label, URI target) implements Part {
        public Link {
            Objects.requireNonNull(lead, "lead");
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(target, "target");
        }

        @Override
        public String toString() {
            return "Link[…]";
        }
    }

    /** A code to be typed, introduced by a sentence; it stands on a line of its own. */
    public record Code(String lead, String code) implements Part {
        public Code {
            Objects.requireNonNull(lead, "lead");
            Objects.requireNonNull(code, "code");
        }

        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    /**
     * How to get no more mails; it stands at the end, quietly.
     *
     * @param page where a person does it
     * @param oneClick where a mail program does it for a person who presses its button (RFC 8058); only for mails that
     *     nobody asked for
     */
    public record Stop(String lead, URI page, Optional<URI> oneClick) implements Part {
        public Stop {
            Objects.requireNonNull(lead, "lead");
            Objects.requireNonNull(page, "page");
            Objects.requireNonNull(oneClick, "oneClick");
        }

        @Override
        public String toString() {
            return "Stop[…]";
        }
    }

    public Mail {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(subject, "subject");
        parts = List.copyOf(parts);
        atMostOne(Link.class, parts);
        atMostOne(Code.class, parts);
        atMostOne(Stop.class, parts);
        Objects.requireNonNull(returnTag, "returnTag");
    }

    private static void atMostOne(Class<? extends Part> kind, List<Part> parts) {
        if (parts.stream().filter(kind::isInstance).count() > 1) {
            throw new IllegalArgumentException("A mail has one " + kind.getSimpleName() + " at most");
        }
    }

    /** {@return a mail that says nothing yet} */
    public static Mail to(String recipient, String language, String subject) {
        return new Mail(recipient, language, subject, List.of(), "");
    }

    /** {@return this mail, going on with a paragraph} */
    public Mail paragraph(String text) {
        return with(new Paragraph(text));
    }

    /** {@return this mail, going on with its link} */
    public Mail link(String lead, String label, URI target) {
        return with(new Link(lead, label, target));
    }

    /** {@return this mail, going on with its code} */
    public Mail code(String lead, String code) {
        return with(new Code(lead, code));
    }

    /** {@return this mail, with a way to get no more} */
    public Mail stop(String lead, URI page, Optional<URI> oneClick) {
        return with(new Stop(lead, page, oneClick));
    }

    /** {@return this mail, which comes back to a tag of its recipient's} */
    public Mail returningTo(String tag) {
        return new Mail(recipient, language, subject, parts, tag);
    }

    /** {@return the way to get no more mails} */
    Optional<Stop> stop() {
        return parts.stream()
                .filter(Stop.class::isInstance)
                .map(Stop.class::cast)
                .findFirst();
    }

    private Mail with(Part part) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Mail(recipient, language, subject, longer, returnTag);
    }

    @Override
    public String toString() {
        return "Mail[" + language + ", " + parts.size() + " parts]";
    }
}
