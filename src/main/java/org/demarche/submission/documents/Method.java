package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.BreakIterator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.demarche.submission.print.Texts;

/**
 * How the signatures came about, and what a package cannot prove, as plain text in each of the petition's languages:
 * {@code data/method.txt}.
 */
final class Method {
    private static final int WIDTH = 100;

    private Method() {}

    static byte[] bytes(Facts facts) {
        return facts.petition().languages().stream()
                .filter(Texts::exist)
                .map(language -> section(facts, Texts.in(language)))
                .collect(Collectors.joining("\n\n" + "=".repeat(WIDTH) + "\n\n\n"))
                .getBytes(UTF_8);
    }

    private static String section(Facts facts, Texts texts) {
        StringBuilder text = new StringBuilder();
        String title = texts.say("method.title");
        text.append(title).append('\n').append("=".repeat(title.length())).append("\n\n");
        paragraph(
                text,
                texts.say(
                        "method.of",
                        facts.petition().letter(texts.language()).title(),
                        facts.edition(),
                        texts.time(facts.cutoff())));
        if (facts.trial()) {
            paragraph(text, texts.say("method.trial"));
        }
        topic(text, texts, "confirmation", texts.say("method.confirmation.text"));
        topic(text, texts, "text", texts.say("method.text.text"));
        topic(text, texts, "duplicates", texts.say("method.duplicates.text"));
        topic(text, texts, "moderation", texts.say("method.moderation.text"));
        topic(text, texts, "accounting", accounting(facts, texts));
        topic(text, texts, "pooling", texts.say("method.pooling.text"));
        topic(text, texts, "names", texts.say("method.names.text"));
        topic(text, texts, "supplements", texts.say("method.supplements.text"));
        topic(text, texts, "copies", texts.say("method.copies.text"));
        topic(text, texts, "receipts", texts.say("method.receipts.text"));
        topic(text, texts, "time", Fingerprints.level(facts, texts));
        topic(text, texts, "limits", texts.say("method.limits.text"));
        return text.toString();
    }

    private static String accounting(Facts facts, Texts texts) {
        String all = attempts(facts, texts) + " " + signatures(facts, texts);
        return facts.previous().isEmpty() ? all : all + " " + gone(facts, texts);
    }

    private static String gone(Facts facts, Texts texts) {
        return texts.say(
                "method.gone",
                facts.gone("held"),
                facts.gone("struckOut"),
                facts.gone("withdrawn"),
                facts.gone("erased"));
    }

    private static String attempts(Facts facts, Texts texts) {
        return texts.say(
                "method.accounting.attempts",
                facts.attempts("total"),
                facts.attempts("confirmed"),
                facts.attempts("duplicate"),
                facts.attempts("expired"),
                facts.attempts("open"),
                facts.attempts("refused"));
    }

    private static String signatures(Facts facts, Texts texts) {
        return texts.say(
                "method.accounting.signatures",
                facts.signatures("counted"),
                facts.signatures("held"),
                facts.signatures("struckOut"),
                facts.signatures("withdrawn"),
                facts.signatures("erased"));
    }

    private static void topic(StringBuilder text, Texts texts, String name, String words) {
        String heading = texts.say("method." + name + ".heading");
        text.append('\n')
                .append(heading)
                .append('\n')
                .append("-".repeat(heading.length()))
                .append('\n');
        paragraph(text, words);
    }

    private static void paragraph(StringBuilder text, String words) {
        BreakIterator lines = BreakIterator.getLineInstance(Locale.ROOT);
        lines.setText(words);
        int column = 0;
        for (int start = 0, end = lines.next(); end != BreakIterator.DONE; start = end, end = lines.next()) {
            if (column > 0
                    && column + words.substring(start, end).stripTrailing().length() > WIDTH) {
                text.setLength(text.toString().stripTrailing().length());
                text.append('\n');
                column = 0;
            }
            text.append(words, start, end);
            column += end - start;
        }
        text.append('\n');
    }
}
