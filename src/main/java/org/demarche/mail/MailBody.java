package org.demarche.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a mail in its two forms. Both say the same, in the same order. */
final class MailBody {
    /** Characters in a line of plain text; RFC 5322, 2.1.1 wants 78 at most. */
    private static final int WIDTH = 72;

    private final Mail mail;
    private final MailTexts texts;
    private final List<Mail.Part> parts;

    MailBody(Mail mail, MailTexts texts, boolean trial) {
        this.mail = mail;
        this.texts = texts;
        this.parts = new ArrayList<>();
        parts.add(new Mail.Paragraph(texts.text("hello")));
        mail.parts().stream().filter(part -> !(part instanceof Mail.Stop)).forEach(parts::add);
        parts.add(new Mail.Paragraph(texts.text("closing")));
        if (trial) {
            parts.add(new Mail.Paragraph(texts.text("trial")));
        }
        mail.stop().ifPresent(parts::add);
    }

    String plain() {
        return parts.stream()
                .flatMap(MailBody::plainBlocks)
                .map(block -> block + "\r\n")
                .collect(Collectors.joining("\r\n"));
    }

    /** Links and codes stand on lines of their own, whole. */
    private static Stream<String> plainBlocks(Mail.Part part) {
        if (part instanceof Mail.Link link) {
            return Stream.of(wrapped(link.lead()), link.target().toString());
        }
        if (part instanceof Mail.Stop stop) {
            return Stream.of(wrapped(stop.lead()), stop.page().toString());
        }
        if (part instanceof Mail.Code code) {
            return Stream.of(wrapped(code.lead()), code.code());
        }
        return Stream.of(wrapped(((Mail.Paragraph) part).text()));
    }

    private static String wrapped(String paragraph) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : paragraph.strip().split("[ \\n\\r\\t]+", -1)) {
            int width = word.codePointCount(0, word.length());
            if (column > 0 && column + 1 + width > WIDTH) {
                text.append("\r\n");
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += width;
        }
        return text.toString();
    }

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                </head>
                <body style="margin: 0; padding: 24px; font-family: sans-serif; font-size: 16px; line-height: 1.5">
                <div style="max-width: 36em">
                %s
                </div>
                </body>
                </html>
                """
                .formatted(
                        escaped(mail.language()),
                        texts.isRightToLeft() ? "rtl" : "ltr",
                        escaped(mail.subject()),
                        parts.stream().map(MailBody::html).collect(Collectors.joining("\n")));
    }

    private static String html(Mail.Part part) {
        if (part instanceof Mail.Link link) {
            return """
                    <p>%s</p>
                    <p><a href="%s" style="display: inline-block; padding: 10px 18px; border: 2px solid; border-radius: 4px; font-weight: bold">%s</a></p>"""
                    .formatted(escaped(link.lead()), escaped(link.target().toString()), escaped(link.label()));
        }
        if (part instanceof Mail.Stop stop) {
            return """
                    <p style="font-size: 14px"><a href="%s">%s</a></p>"""
                    .formatted(escaped(stop.page().toString()), escaped(stop.lead()));
        }
        if (part instanceof Mail.Code code) {
            return """
                    <p>%s</p>
                    <p style="font-family: monospace; font-size: 24px; letter-spacing: 2px"><bdi dir="ltr">%s</bdi></p>"""
                    .formatted(escaped(code.lead()), escaped(code.code()));
        }
        return "<p>" + escaped(((Mail.Paragraph) part).text()) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
