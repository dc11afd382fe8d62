package org.demarche.mail;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One mail to one person, in words; how it looks is decided when it is sent. It greets, says its parts in order, and
 * ends with the sentence that all mails end with.
 *
 * @param recipient the address as {@link Address#text()} gave it
 * @param language BCP 47, one of those that the portal has texts for
 * @param subject names neither the recipient nor the petition: mailboxes can be read by others
 * @param parts at most one link and at most one code among them
 */
public record Mail(String recipient, String language, String subject, List<Part> parts) {
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

    public Mail {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(subject, "subject");
        parts = List.copyOf(parts);
        atMostOne(Link.class, parts);
        atMostOne(Code.class, parts);
    }

    private static void atMostOne(Class<? extends Part> kind, List<Part> parts) {
        if (parts.stream().filter(kind::isInstance).count() > 1) {
            throw new IllegalArgumentException("A mail has one " + kind.getSimpleName() + " at most");
        }
    }

    /** {@return a mail that says nothing yet} */
    public static Mail to(String recipient, String language, String subject) {
        return new Mail(recipient, language, subject, List.of());
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

    private Mail with(Part part) {
        List<Part> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Mail(recipient, language, subject, longer);
    }

    @Override
    public String toString() {
        return "Mail[" + language + ", " + parts.size() + " parts]";
    }
}
