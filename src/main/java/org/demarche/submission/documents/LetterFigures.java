package org.demarche.submission.documents;

import java.util.List;
import java.util.function.ToLongFunction;
import org.demarche.submission.print.Texts;
import org.demarche.submission.print.Xhtml;

/**
 * A cover letter's figures: editions so far, every attempt and every signature in exactly one category, and what has
 * gone since earlier editions.
 */
final class LetterFigures {
    private static final List<String> OUTCOMES = List.of("confirmed", "duplicate", "expired", "open", "refused");
    private static final List<String> STATES = List.of("counted", "held", "struckOut", "withdrawn", "erased");
    private static final List<String> GONE = List.of("held", "struckOut", "withdrawn", "erased");

    private final Xhtml html;
    private final Facts facts;
    private final Texts texts;

    /** A line of a table. */
    private record Line(String name, long number) {}

    private LetterFigures(Xhtml html, Facts facts, Texts texts) {
        this.html = html;
        this.facts = facts;
        this.texts = texts;
    }

    static void write(Xhtml html, Facts facts, Texts texts) {
        html.open("div", "annex", "id", "figures");
        html.put("h2", "", texts.say("letter.figures.heading"));
        LetterFigures figures = new LetterFigures(html, facts, texts);
        figures.editions();
        html.put("h3", "", texts.say("letter.accounting.heading"));
        figures.table("letter.accounting.attempts", figures.lines(OUTCOMES, facts::attempts));
        figures.table("letter.accounting.signatures", figures.lines(STATES, facts::signatures));
        html.put("h3", "", texts.say("letter.gone.heading"));
        if (facts.previous().isEmpty()) {
            html.put("p", "", texts.say("letter.gone.none"));
        } else {
            figures.table("letter.gone.caption", figures.lines(GONE, facts::gone));
        }
        html.close("div");
    }

    private void editions() {
        html.put("h3", "", texts.say("letter.editions.heading"));
        html.open("table", "figures");
        html.put("caption", "", texts.say("letter.editions.caption"));
        html.open("thead", "").open("tr", "");
        html.put("th", "", texts.say("letter.editions.edition"), "scope", "col");
        html.put("th", "", texts.say("letter.editions.delivered"), "scope", "col");
        html.put("th", "number", texts.say("letter.editions.rows"), "scope", "col");
        html.close("tr").close("thead").open("tbody", "");
        for (Earlier earlier : facts.earlier()) {
            edition(Integer.toString(earlier.edition()), texts.date(earlier.delivered()), earlier.rows());
        }
        edition(Integer.toString(facts.edition()), texts.say("letter.editions.this"), facts.count());
        html.close("tbody").close("table");
        long gone = GONE.stream().mapToLong(facts::gone).sum();
        html.open("table", "figures sums");
        head("letter.editions.standing");
        html.open("tbody", "");
        line("", new Line(texts.say("letter.editions.all"), facts.root().size()));
        line("", new Line(texts.say("letter.editions.gone"), gone));
        line("sum", new Line(texts.say("letter.editions.standing"), facts.standing()));
        html.close("tbody").close("table");
    }

    private void edition(String number, String delivered, long rows) {
        html.open("tr", "");
        html.put("td", "", number).put("td", "", delivered).put("td", "number", texts.number(rows));
        html.close("tr");
    }

    private List<Line> lines(List<String> categories, ToLongFunction<String> number) {
        return categories.stream()
                .map(category -> new Line(texts.say("letter.accounting." + category), number.applyAsLong(category)))
                .toList();
    }

    /** Lines with their sum below. */
    private void table(String caption, List<Line> lines) {
        html.open("table", "figures");
        html.put("caption", "", texts.say(caption));
        head("letter.accounting.outcome");
        html.open("tbody", "");
        lines.forEach(line -> line("", line));
        long sum = lines.stream().mapToLong(Line::number).sum();
        line("sum", new Line(texts.say("letter.accounting.total"), sum));
        html.close("tbody").close("table");
    }

    private void head(String first) {
        html.open("thead", "").open("tr", "");
        html.put("th", "", texts.say(first), "scope", "col");
        html.put("th", "number", texts.say("letter.accounting.number"), "scope", "col");
        html.close("tr").close("thead");
    }

    private void line(String styleClass, Line line) {
        html.open("tr", styleClass);
        html.put("td", "", line.name()).put("td", "number", texts.number(line.number()));
        html.close("tr");
    }
}
