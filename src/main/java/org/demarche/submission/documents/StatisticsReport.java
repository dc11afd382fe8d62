package org.demarche.submission.documents;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.petition.Letter;
import org.demarche.signature.Visibility;
import org.demarche.submission.print.AccessiblePdf;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Xhtml;

/**
 * The numbers of {@code data/statistics.json} as tables, each line with its share drawn as a bar:
 * {@code data/statistics.pdf}.
 */
final class StatisticsReport {
    /** What small groups are pooled into. */
    private static final String POOLED = "*";

    private static final Comparator<Line> GREATEST_FIRST =
            Comparator.comparingLong(Line::number).reversed().thenComparing(Line::key);

    private final Facts facts;
    private final List<Texts> languages;

    /** A value and how many rows have it. */
    private record Line(String key, long number) {
        boolean isPooled() {
            return key.equals(POOLED);
        }
    }

    StatisticsReport(Facts facts) {
        this.facts = facts;
        this.languages = facts.bilingual().stream().map(Texts::in).toList();
    }

    void write(Path file) throws IOException {
        Map<String, String> bookmarks = new LinkedHashMap<>();
        languages.forEach(texts -> bookmarks.put("in-" + texts.language(), texts.say("statistics.title")));
        Texts first = languages.get(0);
        AccessiblePdf pdf = new AccessiblePdf(
                facts.imprint(
                        first,
                        first.say("statistics.title") + ": "
                                + facts.petition().letter(first.language()).title(),
                        first.say("statistics.title")),
                "statistics",
                bookmarks);
        languages.forEach(texts -> section(pdf.body(), texts));
        pdf.write(file);
    }

    private void section(Xhtml html, Texts texts) {
        Letter letter = facts.petition().letter(texts.language());
        html.open("div", "section", "lang", texts.language(), "id", "in-" + texts.language());
        html.put("h1", "", texts.say("statistics.title"));
        html.put(
                "p",
                "lead",
                texts.say("signatories.lead", letter.title(), facts.edition(), texts.time(facts.cutoff())));
        if (facts.trial()) {
            html.put("p", "trial", texts.say("letter.trial"));
        }
        html.put("p", "count", texts.say("statistics.count", facts.count()));
        html.put("p", "note", texts.say("statistics.note"));
        table(
                html,
                texts,
                "demands",
                texts.say("letter.demands.demand"),
                lines("demands", Comparator.comparingInt(line -> Integer.parseInt(line.key()))),
                number ->
                        number + ". " + letter.demand(Integer.parseInt(number)).title());
        html.put("p", "note", texts.say("statistics.demands.note"));
        table(
                html,
                texts,
                "visibility",
                texts.say("statistics.visibility.column"),
                lines("visibility", Comparator.comparing(line -> Visibility.valueOf(line.key()))),
                value -> texts.say("statistics.visibility." + value));
        table(
                html,
                texts,
                "period",
                texts.say("statistics.period.column"),
                lines("period", Comparator.comparing(Line::key)),
                month -> texts.month(YearMonth.parse(month)));
        table(
                html,
                texts,
                "country",
                texts.say("signatories.country"),
                lines("country", GREATEST_FIRST),
                code -> texts.country(code) + " (" + code + ")");
        table(
                html,
                texts,
                "language",
                texts.say("statistics.language.column"),
                lines("language", GREATEST_FIRST),
                texts::languageName);
        table(
                html,
                texts,
                "channel",
                texts.say("statistics.channel.column"),
                lines("channel", GREATEST_FIRST),
                channel -> texts.say("statistics.channel." + channel));
        html.close("div");
    }

    /** What a table of the statistics holds, the pooled rest last. */
    private List<Line> lines(String table, Comparator<Line> order) {
        JsonObject numbers = facts.statistics().getJsonObject(table);
        List<Line> lines = numbers.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), ((JsonNumber) entry.getValue()).longValueExact()))
                .toList();
        return Stream.concat(
                        lines.stream().filter(line -> !line.isPooled()).sorted(order),
                        lines.stream().filter(Line::isPooled))
                .toList();
    }

    private void table(
            Xhtml html, Texts texts, String name, String column, List<Line> lines, Function<String, String> label) {
        html.open("table", "statistics");
        html.put("caption", "", texts.say("statistics." + name));
        html.open("thead", "").open("tr", "");
        html.put("th", "", column, "scope", "col");
        html.put("th", "number", texts.say("statistics.signatures"), "scope", "col");
        html.put("th", "share", texts.say("statistics.share"), "scope", "col");
        html.close("tr").close("thead").open("tbody", "");
        for (Line line : lines) {
            html.open("tr", line.isPooled() ? "pooled" : "");
            html.put("td", "", line.isPooled() ? texts.say("statistics.pooled") : label.apply(line.key()));
            html.put("td", "number", texts.number(line.number()));
            html.open("td", "share");
            bar(html, line.number());
            html.put("p", "", texts.share(line.number(), facts.count()));
            html.close("td").close("tr");
        }
        if (!name.equals("demands")) {
            html.open("tr", "sum");
            html.put("td", "", texts.say("statistics.total"));
            html.put("td", "number", texts.number(facts.count()));
            html.put("td", "share", texts.share(facts.count(), facts.count()));
            html.close("tr");
        }
        html.close("tbody").close("table");
    }

    /** Says to the eye what the number beside it says, so readers of the tags miss nothing. */
    private void bar(Xhtml html, long number) {
        double part = facts.count() == 0 ? 0 : (double) number / facts.count();
        html.open("div", "bar", "style", String.format(Locale.ROOT, "width: %.2fmm", part * 42))
                .close("div");
    }
}
